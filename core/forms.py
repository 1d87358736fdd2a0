"""Forms that render themselves accessibly, in GOV.UK Frontend's markup."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Finds the templates of forms, fields and widgets in `templates/`."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
