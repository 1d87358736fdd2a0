"""The demo's stories in English, in the same order in both languages."""

from cms.demo_words.page import Words

STORIES = Words(
    slug="stories",
    title="Stories",
    lead="Small invitations, and what came of them.",
)

BRIAN = Words(
    slug="the-phone-call",
    title="The phone call",
    lead="Brian’s house had gone quiet. Then somebody he had never met rang and asked him to come along.",
    body=[
        (
            "text",
            "<p>Brian had booked an urgent appointment. When the nurse practitioner asked what hurt, he talked about "
            "Margaret. They had been married for forty-six years. She had died in the spring, and since then the "
            "house had been so quiet that he left the radio on all night.</p>"
            "<p>There was nothing to put on a prescription pad. So the nurse practitioner wrote a different kind of "
            "prescription: a group for people who have lost a husband or a wife.</p>",
        ),
        ("heading", "“I’ll be at the door”"),
        (
            "text",
            "<p>Brian would not have gone on his own. He says so himself. But two days later the phone rang. It was "
            "Lorna, a Health Champion who helps to lead the group. She had lost her husband six years before. "
            "She did not ask how he was feeling. She told him what the coffee was like, and that she would be "
            "standing at the door so that he would not have to walk into the room alone.</p>"
            "<p>He went. He said little, that first time. He went again.</p>",
        ),
        (
            "quote",
            {
                "text": "It wasn’t the poster. I must have walked past that poster ten times. It was the phone call.",
                "source": "Brian",
            },
        ),
        (
            "text",
            "<p>These days three of them have breakfast on Saturdays, at the diner, away from the centre. Nobody "
            "organizes it. When somebody new joins the group, it is often Brian who makes the call.</p>",
        ),
    ],
    more={"about_names": "Names and details are changed."},
)

TERRY = Words(
    slug="terrys-table",
    title="Terry’s table",
    lead="Everyone thought of Terry as somebody who needed help. Then somebody asked Terry to host.",
    body=[
        (
            "text",
            "<p>Terry is deaf, lived alone, and came to the centre often. Appointments were long and not always easy. "
            "People had begun to call Terry “difficult”.</p>"
            "<p>One afternoon a volunteer coordinator saw Terry shuffling a deck of cards in the waiting room, very "
            "fast and very neatly. She wrote on a sheet of paper: <i>Would you teach us?</i></p>",
        ),
        ("heading", "From guest to host"),
        (
            "text",
            "<p>It took a little planning: a round table so that everyone can see every face, a light to flash when "
            "it is time to change partners, and rules printed in large letters. The coordinator stayed close for "
            "the first few weeks. Then she was no longer needed.</p>"
            "<p>Now there is a card game every week, and Terry runs it. Regulars have picked up some signs. New "
            "people get a place next to the host.</p>",
        ),
        ("quote", {"text": "At this table, I explain things to you.", "source": "Terry"}),
        (
            "text",
            "<p>Appointments at the clinic are shorter now, and calmer. Terry has joined two other groups as well. "
            "When staff are asked what changed, they say: we stopped asking what was wrong and asked what Terry "
            "would like to give.</p>",
        ),
    ],
    more={"about_names": "Names and details are changed."},
)

WALTER = Words(
    slug="the-man-who-fished",
    title="The man who fished",
    lead="Seven hundred people live in the village. Walter knew none of them until somebody lent him a rod.",
    body=[
        (
            "text",
            "<p>Walter moved to be nearer to his daughter, the year after his wife died. His daughter works shifts. "
            "The village has seven hundred people, one store and a river, and by the first snow he had spoken to "
            "perhaps five of them.</p>"
            "<p>At the health centre a link worker asked him an unusual question: what did he do with his Sundays "
            "when he was forty? He did not have to think. He fished.</p>",
        ),
        ("heading", "A rod, and somebody to go with"),
        (
            "text",
            "<p>The centre had a rod and a box of tackle to lend. More than that, it had Gus, who knows where the "
            "walleye are and does not talk too much. They went out on a grey Tuesday and caught nothing. "
            "They went out again on the Thursday.</p>"
            "<p>By summer Walter knew the names of all the dogs on the river road, and most of their people.</p>",
        ),
        ("quote", {"text": "You don’t have to talk when you fish. So you end up talking.", "source": "Walter"}),
        (
            "text",
            "<p>This year he has his own rod, and the one from the centre is leaning in his porch for somebody else. "
            "He is the fishing buddy now. He has taken out four people so far, and one of them caught a pike.</p>",
        ),
    ],
    more={"about_names": "Names and details are changed."},
)

TALES = [BRIAN, TERRY, WALTER]
