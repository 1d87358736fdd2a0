"""Instruments whose words belong to somebody: a centre with a licence brings the scores."""

from evaluation.instruments.kinds import Audience, Better, Both, Instrument, Licence, Scale

SWEMWBS = Instrument(
    slug="swemwbs",
    version="metric",
    title=Both("Mental well-being (SWEMWBS)", "Bien-être mental (SWEMWBS)"),
    audience=Audience.CLIENT,
    items=(),
    scales=(
        Scale(
            "well_being",
            Both("Mental well-being, metric score", "Bien-être mental, score métrique"),
            (),
            least=7,
            most=35,
            better=Better.HIGHER,
        ),
    ),
    source="University of Warwick. A licence is needed, and does not let anybody pass the words on.",
    licence=Licence.SCORES_ONLY,
)
EQ5D = Instrument(
    slug="eq5d5l",
    version="5l",
    title=Both("Health today (EQ-5D-5L)", "Santé aujourd’hui (EQ-5D-5L)"),
    audience=Audience.CLIENT,
    items=(),
    scales=(
        Scale(
            "vas",
            Both("Health today, 0 to 100", "Santé aujourd’hui, de 0 à 100"),
            (),
            least=0,
            most=100,
            better=Better.HIGHER,
        ),
        Scale(
            "index",
            Both("Index value (Canadian value set)", "Indice (valeurs canadiennes)"),
            (),
            least=-0.148,
            most=0.949,
            better=Better.HIGHER,
        ),
    ),
    source="EuroQol Group. A registration is needed. Index: Xie et al. (2016), Medical Care 54(1), 98–105.",
    licence=Licence.SCORES_ONLY,
)
ALL = (SWEMWBS, EQ5D)
