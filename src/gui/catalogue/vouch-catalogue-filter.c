/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-catalogue-filter"

#include "config.h"
#include "vouch-catalogue-filter.h"

#include <glib/gi18n.h>

#include "vouch-excerpt.h"

#include "vouch-speech.h"
#include "vouch-wrap-layout.h"

/**
 * VouchCatalogueFilter:
 *
 * Words, and four choices: issuer or developer, field, how long it takes, what it asks for.
 */
struct _VouchCatalogueFilter {
  GtkWidget parent_instance;

  GtkEditable *search;
  GtkDropDown *issuer;
  GtkDropDown *field;
  GtkDropDown *hours;
  GtkDropDown *asks;
};

enum { SIGNAL_CHANGED, N_SIGNALS };

/* The choices of the last two, in their order; the first of each is anything. */
enum { HOURS_ANY, HOURS_FEW, HOURS_SOME, HOURS_MANY };
enum { ASKS_ANY, ASKS_VIDEO, ASKS_SOUND, ASKS_STUDENT_WORK, ASKS_NO_RECORDING };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchCatalogueFilter, vouch_catalogue_filter, GTK_TYPE_WIDGET)

static void
changed_cb (VouchCatalogueFilter *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GtkDropDown *
add_choice (VouchCatalogueFilter *self, const char *name, const char *const *words)
{
  GtkWidget *choice = gtk_drop_down_new_from_strings (words);

  vouch_speech_drop_down (GTK_DROP_DOWN (choice), name);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (choice, GTK_WIDGET (self));
  return GTK_DROP_DOWN (choice);
}

static void
vouch_catalogue_filter_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_catalogue_filter_parent_class)->dispose (object);
}

static void
vouch_catalogue_filter_class_init (VouchCatalogueFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_catalogue_filter_dispose;

  /**
   * VouchCatalogueFilter::changed:
   * @self: the filter.
   *
   * Other words, or another choice.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_catalogue_filter_init (VouchCatalogueFilter *self)
{
  const char *const issuers[] = { _ ("From anybody"), NULL };
  const char *const fields[] = { _ ("Any field"), NULL };
  const char *const hours[] = { _ ("However long"), _ ("Up to 8 hours"), _ ("8 to 16 hours"),
                                _ ("More than 16 hours"), NULL };
  const char *const asks[] = { _ ("Whatever it asks"),      _ ("Asks for video"),
                               _ ("Asks for sound"),        _ ("Asks for student work"),
                               _ ("Asks for no recording"), NULL };
  GtkWidget *search = gtk_search_entry_new ();

  gtk_widget_set_layout_manager (GTK_WIDGET (self), vouch_wrap_layout_new (6));
  self->search = GTK_EDITABLE (search);
  g_object_set (search, "placeholder-text", _ ("Name, field or what it asks for"), "width-chars",
                26, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search micro-credentials"), -1);
  g_signal_connect_object (search, "search-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (search, GTK_WIDGET (self));
  self->issuer = add_choice (self, _ ("Who awards or developed it"), issuers);
  self->field = add_choice (self, _ ("Field"), fields);
  self->hours = add_choice (self, _ ("How long it takes"), hours);
  self->asks = add_choice (self, _ ("What it asks for"), asks);
}

static const char *
name_of (VouchProfile *profile)
{
  return profile != NULL ? vouch_profile_get_name (profile) : NULL;
}

static gboolean
has_word (GtkStringList *list, const char *word)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    if (g_str_equal (gtk_string_list_get_string (list, i), word))
      return TRUE;
  return FALSE;
}

static void
offer (GtkDropDown *choice, const char *word)
{
  GtkStringList *list = GTK_STRING_LIST (gtk_drop_down_get_model (choice));

  if (word != NULL && *word != '\0' && !has_word (list, word))
    gtk_string_list_append (list, word);
}

/* A choice between one and anything is none. */
static void
show_if_useful (GtkDropDown *choice)
{
  gtk_widget_set_visible (GTK_WIDGET (choice),
                          g_list_model_get_n_items (gtk_drop_down_get_model (choice)) > 2);
}

/**
 * vouch_catalogue_filter_offer:
 * @self: a filter.
 * @definitions: (element-type VouchDefinition): what there is to choose from.
 *
 * Offers the issuers, developers and fields that occur.
 */
void
vouch_catalogue_filter_offer (VouchCatalogueFilter *self, GPtrArray *definitions)
{
  g_return_if_fail (VOUCH_IS_CATALOGUE_FILTER (self) && definitions != NULL);

  for (guint i = 0; i < definitions->len; i++) {
    VouchDefinitionInfo *info = vouch_definition_get_info (g_ptr_array_index (definitions, i));

    offer (self->issuer, name_of (vouch_definition_info_get_issuer (info)));
    offer (self->issuer, name_of (vouch_definition_info_get_creator (info)));
    offer (self->field, vouch_definition_info_get_field_of_study (info));
  }
  show_if_useful (self->issuer);
  show_if_useful (self->field);
}

/* What was chosen; NULL for anything. */
static const char *
chosen (GtkDropDown *choice)
{
  guint selected = gtk_drop_down_get_selected (choice);

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return NULL;
  return gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (choice)), selected);
}

static gboolean
fits_hours (VouchCatalogueFilter *self, VouchDefinitionInfo *info)
{
  double most = vouch_definition_info_get_max_hours (info);

  switch (gtk_drop_down_get_selected (self->hours)) {
  case HOURS_FEW: return most > 0 && most <= 8;
  case HOURS_SOME: return most > 8 && most <= 16;
  case HOURS_MANY: return most > 16;
  default: return TRUE;
  }
}

static gboolean
asks_for (VouchDefinition *definition, guint what)
{
  GPtrArray *parts = vouch_definition_get_parts (definition);

  for (guint i = 0; i < parts->len; i++) {
    GPtrArray *requirements = vouch_part_get_requirements (g_ptr_array_index (parts, i));

    for (guint j = 0; j < requirements->len; j++) {
      VouchRequirement *one = g_ptr_array_index (requirements, j);
      VouchMediaSet media = vouch_requirement_get_media (one);

      if (vouch_requirement_get_kind (one) != VOUCH_REQUIREMENT_KIND_EVIDENCE)
        continue;
      if ((what == ASKS_VIDEO && vouch_media_set_contains (media, VOUCH_MEDIA_VIDEO)) ||
          (what == ASKS_SOUND && vouch_media_set_contains (media, VOUCH_MEDIA_AUDIO)) ||
          (what == ASKS_STUDENT_WORK &&
           vouch_requirement_get_artifact_type (one) == VOUCH_ARTIFACT_TYPE_STUDENT_WORK))
        return TRUE;
    }
  }
  return FALSE;
}

static gboolean
fits_asks (VouchCatalogueFilter *self, VouchDefinition *definition)
{
  guint what = gtk_drop_down_get_selected (self->asks);

  if (what == ASKS_ANY)
    return TRUE;
  if (what == ASKS_NO_RECORDING)
    return !asks_for (definition, ASKS_VIDEO) && !asks_for (definition, ASKS_SOUND);
  return asks_for (definition, what);
}

/* Names, stack, field, people, tags and what is asked for: one search finds any of them. */
static gboolean
fits_words (VouchCatalogueFilter *self, VouchDefinition *definition)
{
  g_auto (GStrv) words = vouch_excerpt_words (gtk_editable_get_text (self->search));
  VouchDefinitionInfo *info = vouch_definition_get_info (definition);
  VouchStack *stack = vouch_definition_get_stack (definition);
  GPtrArray *parts = vouch_definition_get_parts (definition);
  g_autofree char *tags = g_strjoinv (" ", (char **) vouch_definition_info_get_tags (info));
  g_autoptr (GString) text = g_string_new (tags);
  g_autofree char *folded = NULL;
  const char *const names[] = { vouch_definition_info_get_name (info),
                                vouch_definition_info_get_description (info),
                                vouch_definition_info_get_field_of_study (info),
                                name_of (vouch_definition_info_get_issuer (info)),
                                name_of (vouch_definition_info_get_creator (info)),
                                stack != NULL ? vouch_stack_get_name (stack) : NULL };

  if (words[0] == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_string_append_printf (text, " %s", names[i] != NULL ? names[i] : "");
  for (guint i = 0; i < parts->len; i++) {
    GPtrArray *requirements = vouch_part_get_requirements (g_ptr_array_index (parts, i));

    for (guint j = 0; j < requirements->len; j++)
      g_string_append_printf (text, " %s",
                              vouch_requirement_get_title (g_ptr_array_index (requirements, j)));
  }
  folded = vouch_excerpt_fold (text->str);
  return vouch_excerpt_fits (folded, (const char *const *) words);
}

/**
 * vouch_catalogue_filter_fits:
 * @self: a filter.
 * @definition: a micro-credential.
 *
 * Returns: whether it fits what was typed and chosen.
 */
gboolean
vouch_catalogue_filter_fits (VouchCatalogueFilter *self, VouchDefinition *definition)
{
  VouchDefinitionInfo *info;
  const char *issuer, *field;

  g_return_val_if_fail (VOUCH_IS_CATALOGUE_FILTER (self), FALSE);

  info = vouch_definition_get_info (definition);
  issuer = chosen (self->issuer);
  field = chosen (self->field);
  if (issuer != NULL &&
      g_strcmp0 (issuer, name_of (vouch_definition_info_get_issuer (info))) != 0 &&
      g_strcmp0 (issuer, name_of (vouch_definition_info_get_creator (info))) != 0)
    return FALSE;
  if (field != NULL && g_strcmp0 (field, vouch_definition_info_get_field_of_study (info)) != 0)
    return FALSE;
  return fits_hours (self, info) && fits_asks (self, definition) && fits_words (self, definition);
}

/**
 * vouch_catalogue_filter_clear:
 * @self: a filter.
 *
 * Goes back to no words and any choice.
 */
void
vouch_catalogue_filter_clear (VouchCatalogueFilter *self)
{
  g_return_if_fail (VOUCH_IS_CATALOGUE_FILTER (self));

  gtk_editable_set_text (self->search, "");
  gtk_drop_down_set_selected (self->issuer, 0);
  gtk_drop_down_set_selected (self->field, 0);
  gtk_drop_down_set_selected (self->hours, HOURS_ANY);
  gtk_drop_down_set_selected (self->asks, ASKS_ANY);
}

/**
 * vouch_catalogue_filter_describe_hours:
 * @definition: a micro-credential.
 *
 * Returns: (transfer full) (nullable): how long the work takes.
 */
char *
vouch_catalogue_filter_describe_hours (VouchDefinition *definition)
{
  VouchDefinitionInfo *info = vouch_definition_get_info (definition);

  if (vouch_definition_info_get_max_hours (info) <= 0)
    return NULL;
  /* Translators: how long the work takes, from and to, as in "4–8 hours". */
  return g_strdup_printf (_ ("%g–%g hours"), vouch_definition_info_get_min_hours (info),
                          vouch_definition_info_get_max_hours (info));
}
