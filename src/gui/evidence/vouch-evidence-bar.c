/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-evidence-bar"

#include "config.h"
#include "vouch-evidence-bar.h"

#include <glib/gi18n.h>

#include "vouch-evidence-filter.h"
#include "vouch-evidence.h"
#include "vouch-speech.h"
#include "vouch-wrap-layout.h"

/**
 * VouchEvidenceBar:
 *
 * What is looked for among the files: words, and choices that wrap to further lines where the window
 * is narrow. Lessons and criteria are those that the files have.
 */
struct _VouchEvidenceBar {
  GtkWidget parent_instance;

  VouchEvidenceFilter *filter;
  VouchDay today;

  GtkWidget *search;
  GtkWidget *choices;
  GtkDropDown *kind;
  GtkDropDown *when;
  GtkDropDown *lesson;
  GtkDropDown *criterion;
  GtkDropDown *use;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (VouchEvidenceBar, vouch_evidence_bar, GTK_TYPE_WIDGET)

static const VouchMedia kinds[] = { VOUCH_MEDIA_NONE,  VOUCH_MEDIA_VIDEO,    VOUCH_MEDIA_AUDIO,
                                    VOUCH_MEDIA_IMAGE, VOUCH_MEDIA_DOCUMENT, VOUCH_MEDIA_TEXT,
                                    VOUCH_MEDIA_DATA };

enum {
  WHEN_ANY,
  WHEN_WEEK,
  WHEN_MONTH,
  WHEN_YEAR,
  WHEN_BEFORE,
};

/* A school year begins with August, as in most of the country. */
static VouchDay
begin_of_year (VouchDay today)
{
  GDate date;
  int year, month;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, MAX (today, 1));
  year = g_date_get_year (&date);
  month = (int) g_date_get_month (&date);
  return vouch_day_from_ymd (month >= 8 ? year : year - 1, 8, 1);
}

static void
search_cb (VouchEvidenceBar *self)
{
  vouch_evidence_filter_set_text (self->filter,
                                  gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
kind_cb (VouchEvidenceBar *self)
{
  guint selected = gtk_drop_down_get_selected (self->kind);

  vouch_evidence_filter_set_media (
      self->filter, selected < G_N_ELEMENTS (kinds) ? kinds[selected] : VOUCH_MEDIA_NONE);
}

static void
when_cb (VouchEvidenceBar *self)
{
  VouchDay first = VOUCH_DAY_NONE, last = VOUCH_DAY_NONE;

  switch (gtk_drop_down_get_selected (self->when)) {
  case WHEN_WEEK: first = self->today - 6; break;
  case WHEN_MONTH: first = self->today - 29; break;
  case WHEN_YEAR: first = begin_of_year (self->today); break;
  case WHEN_BEFORE: last = begin_of_year (self->today) - 1; break;
  case WHEN_ANY:
  default: break;
  }
  vouch_evidence_filter_set_days (self->filter, first, last);
}

/* The first choice is all, the last one those without; what lies between is a value. */
static const char *
chosen_value (GtkDropDown *choice)
{
  guint n = g_list_model_get_n_items (gtk_drop_down_get_model (choice));
  guint selected = gtk_drop_down_get_selected (choice);

  if (selected == GTK_INVALID_LIST_POSITION || selected == 0)
    return NULL;
  if (selected == n - 1)
    return "";
  return gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (choice)), selected);
}

static void
lesson_cb (VouchEvidenceBar *self)
{
  if (!self->filling)
    vouch_evidence_filter_set_lesson (self->filter, chosen_value (self->lesson));
}

static void
criterion_cb (VouchEvidenceBar *self)
{
  if (!self->filling)
    vouch_evidence_filter_set_criterion (self->filter, chosen_value (self->criterion));
}

static void
use_cb (VouchEvidenceBar *self)
{
  vouch_evidence_filter_set_used (self->filter,
                                  (VouchEvidenceUsed) gtk_drop_down_get_selected (self->use));
}

static GtkDropDown *
add_choice (VouchEvidenceBar *self,
            const char *name,
            const char *const *words,
            GCallback callback,
            gboolean searchable)
{
  GtkWidget *choice = gtk_drop_down_new_from_strings (words);

  if (searchable) {
    g_autoptr (GtkExpression) text =
        gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

    gtk_drop_down_set_expression (GTK_DROP_DOWN (choice), text);
    gtk_drop_down_set_enable_search (GTK_DROP_DOWN (choice), TRUE);
  }
  vouch_speech_drop_down (GTK_DROP_DOWN (choice), name);
  gtk_widget_set_parent (choice, self->choices);
  g_signal_connect_object (choice, "notify::selected", callback, self, G_CONNECT_SWAPPED);
  return GTK_DROP_DOWN (choice);
}

static void
add_choices (VouchEvidenceBar *self)
{
  const char *const kind_words[] = { _ ("All kinds"),        _ ("Videos"),
                                     _ ("Sound recordings"), _ ("Pictures"),
                                     _ ("Documents"),        _ ("Texts"),
                                     _ ("Tables"),           NULL };
  const char *const when_words[] = {
    _ ("Any time"),         _ ("Last 7 days"),          _ ("Last 30 days"),
    _ ("This school year"), _ ("Earlier school years"), NULL
  };
  const char *const lesson_words[] = { _ ("All lessons"), _ ("Without a lesson"), NULL };
  const char *const criterion_words[] = { _ ("All criteria"), _ ("Names no criterion"), NULL };
  const char *const use_words[] = { _ ("Used or not"), _ ("Not used yet"), _ ("Used"), _ ("Sent"),
                                    NULL };

  self->kind = add_choice (self, _ ("Kind"), kind_words, G_CALLBACK (kind_cb), FALSE);
  self->when = add_choice (self, _ ("When it was made"), when_words, G_CALLBACK (when_cb), FALSE);
  self->lesson = add_choice (self, _ ("Lesson"), lesson_words, G_CALLBACK (lesson_cb), TRUE);
  self->criterion =
      add_choice (self, _ ("Criterion"), criterion_words, G_CALLBACK (criterion_cb), TRUE);
  self->use = add_choice (self, _ ("Where it is used"), use_words, G_CALLBACK (use_cb), FALSE);
}

static void
vouch_evidence_bar_dispose (GObject *object)
{
  VouchEvidenceBar *self = VOUCH_EVIDENCE_BAR (object);
  GtkWidget *child;

  if (self->choices != NULL)
    while ((child = gtk_widget_get_first_child (self->choices)) != NULL)
      gtk_widget_unparent (child);
  g_clear_pointer (&self->choices, gtk_widget_unparent);
  g_clear_pointer (&self->search, gtk_widget_unparent);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (vouch_evidence_bar_parent_class)->dispose (object);
}

static void
vouch_evidence_bar_class_init (VouchEvidenceBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_evidence_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
vouch_evidence_bar_init (VouchEvidenceBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->filter = vouch_evidence_filter_new ();
  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ ("Search titles, names, lessons, criteria"),
                NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search your evidence"), -1);
  gtk_widget_set_parent (self->search, GTK_WIDGET (self));
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self,
                           G_CONNECT_SWAPPED);
  self->choices = g_object_new (GTK_TYPE_BOX, NULL);
  gtk_widget_set_layout_manager (self->choices, vouch_wrap_layout_new (6));
  gtk_widget_set_parent (self->choices, GTK_WIDGET (self));
  add_choices (self);
}

/**
 * vouch_evidence_bar_get_filter:
 * @self: a bar.
 *
 * Returns: (transfer none): what lets through only what is looked for.
 */
GtkFilter *
vouch_evidence_bar_get_filter (VouchEvidenceBar *self)
{
  g_return_val_if_fail (VOUCH_IS_EVIDENCE_BAR (self), NULL);

  return GTK_FILTER (self->filter);
}

/**
 * vouch_evidence_bar_set_today:
 * @self: a bar.
 * @today: the day from which "last 7 days" is counted.
 *
 * Says what day it is.
 */
void
vouch_evidence_bar_set_today (VouchEvidenceBar *self, VouchDay today)
{
  g_return_if_fail (VOUCH_IS_EVIDENCE_BAR (self));

  if (self->today == today)
    return;
  self->today = today;
  when_cb (self);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  g_autofree char *left = g_utf8_collate_key_for_filename (*(const char *const *) a, -1);
  g_autofree char *right = g_utf8_collate_key_for_filename (*(const char *const *) b, -1);

  return strcmp (left, right);
}

static guint
find_word (GtkDropDown *choice, const char *word)
{
  GtkStringList *list = GTK_STRING_LIST (gtk_drop_down_get_model (choice));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; word != NULL && i < n; i++)
    if (g_str_equal (gtk_string_list_get_string (list, i), word))
      return i;
  return 0;
}

/* Whatever is between all and none is exchanged; the choice made stays made where it still can be. */
static void
fill_choice (GtkDropDown *choice, GHashTable *words)
{
  GtkStringList *list = GTK_STRING_LIST (gtk_drop_down_get_model (choice));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list)), length;
  guint selected = gtk_drop_down_get_selected (choice);
  gboolean without = selected == n - 1;
  g_autofree char *chosen = g_strdup (gtk_string_list_get_string (list, selected));
  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (words, &length);

  qsort (keys, length, sizeof *keys, compare_words);
  if (length == n - 2) {
    guint same = 0;

    while (same < length && g_str_equal (gtk_string_list_get_string (list, same + 1), keys[same]))
      same++;
    if (same == length)
      return;
  }
  gtk_string_list_splice (list, 1, n - 2, (const char *const *) keys);
  gtk_drop_down_set_selected (choice, without ? length + 1 : find_word (choice, chosen));
}

/**
 * vouch_evidence_bar_set_evidence:
 * @self: a bar.
 * @all: (element-type VouchEvidence): every file as it is now.
 *
 * Offers the lessons and criteria that the files have.
 */
void
vouch_evidence_bar_set_evidence (VouchEvidenceBar *self, GPtrArray *all)
{
  g_autoptr (GHashTable) lessons = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) criteria = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_if_fail (VOUCH_IS_EVIDENCE_BAR (self) && all != NULL);

  for (guint i = 0; i < all->len; i++) {
    const char *lesson = vouch_evidence_get_attribute (all->pdata[i], "lesson");
    const char *const *names = vouch_evidence_get_criteria (all->pdata[i]);

    if (lesson != NULL && *lesson != '\0')
      g_hash_table_add (lessons, (char *) lesson);
    for (guint c = 0; names[c] != NULL; c++)
      g_hash_table_add (criteria, (char *) names[c]);
  }
  self->filling = TRUE;
  fill_choice (self->lesson, lessons);
  fill_choice (self->criterion, criteria);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->lesson), g_hash_table_size (lessons) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->criterion), g_hash_table_size (criteria) > 0);
  lesson_cb (self);
  criterion_cb (self);
}

/**
 * vouch_evidence_bar_search:
 * @self: a bar.
 *
 * Puts the caret where words are typed.
 */
void
vouch_evidence_bar_search (VouchEvidenceBar *self)
{
  g_return_if_fail (VOUCH_IS_EVIDENCE_BAR (self));

  gtk_widget_grab_focus (self->search);
}

/**
 * vouch_evidence_bar_clear:
 * @self: a bar.
 *
 * Looks for nothing in particular any more.
 */
void
vouch_evidence_bar_clear (VouchEvidenceBar *self)
{
  g_return_if_fail (VOUCH_IS_EVIDENCE_BAR (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  vouch_evidence_filter_set_text (self->filter, "");
  gtk_drop_down_set_selected (self->kind, 0);
  gtk_drop_down_set_selected (self->when, 0);
  gtk_drop_down_set_selected (self->lesson, 0);
  gtk_drop_down_set_selected (self->criterion, 0);
  gtk_drop_down_set_selected (self->use, 0);
}
