/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-search-row"

#include "config.h"
#include "vouch-search-row.h"

#include "vouch-excerpt.h"

/**
 * VouchSearchRow:
 *
 * One result: what it is called, where it belongs, and a line of it, with the words that were looked
 * for in bold. A row is filled again at each letter instead of being made anew.
 */
struct _VouchSearchRow {
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *context;
  GtkLabel *excerpt;
  GtkLabel *keys;

  char *group;
  char *action;
  char *target; /* (nullable) */
  char *place;  /* (nullable) */
};

G_DEFINE_FINAL_TYPE (VouchSearchRow, vouch_search_row, GTK_TYPE_LIST_BOX_ROW)

static void
vouch_search_row_finalize (GObject *object)
{
  VouchSearchRow *self = VOUCH_SEARCH_ROW (object);

  g_free (self->group);
  g_free (self->action);
  g_free (self->target);
  g_free (self->place);

  G_OBJECT_CLASS (vouch_search_row_parent_class)->finalize (object);
}

static void
vouch_search_row_class_init (VouchSearchRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_search_row_finalize;
}

static GtkLabel *
add_label (GtkWidget *box, const char *const *classes)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_css_classes (label, (const char **) classes);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
vouch_search_row_init (VouchSearchRow *self)
{
  static const char *const plain[] = { NULL };
  static const char *const dim[] = { "caption", "dim-label", NULL };
  GtkWidget *across = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->icon = GTK_IMAGE (
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_box_append (GTK_BOX (across), GTK_WIDGET (self->icon));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (across), lines);
  self->title = add_label (lines, plain);
  self->excerpt = add_label (lines, dim);
  self->context = add_label (lines, dim);
  self->keys = add_label (across, dim);
  gtk_label_set_ellipsize (self->keys, PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_margin_start (across, 6);
  gtk_widget_set_margin_end (across, 6);
  gtk_widget_set_margin_top (across, 6);
  gtk_widget_set_margin_bottom (across, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), across);
}

/**
 * vouch_search_row_new:
 *
 * Returns: (transfer floating): an empty row.
 */
GtkWidget *
vouch_search_row_new (void)
{
  return g_object_new (VOUCH_TYPE_SEARCH_ROW, NULL);
}

static void
set_markup (GtkLabel *label, const char *text, const char *const *words)
{
  g_autofree char *markup = vouch_excerpt_markup (text, words);

  gtk_label_set_markup (label, markup);
  gtk_widget_set_visible (GTK_WIDGET (label), *markup != '\0');
}

/* Keys are said as they are printed on them: "Ctrl+K". */
static void
set_keys (GtkLabel *label, const char *keys)
{
  guint key = 0;
  GdkModifierType modifiers = 0;
  g_autofree char *words = NULL;

  if (keys != NULL && gtk_accelerator_parse (keys, &key, &modifiers))
    words = gtk_accelerator_get_label (key, modifiers);
  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
}

/**
 * vouch_search_row_show:
 * @self: a row.
 * @content: what it shows.
 * @words: (array zero-terminated=1): what was looked for.
 *
 * Fills the row.
 */
void
vouch_search_row_show (VouchSearchRow *self,
                       const VouchSearchRowContent *content,
                       const char *const *words)
{
  gboolean same_lines;

  g_return_if_fail (VOUCH_IS_SEARCH_ROW (self) && content != NULL && words != NULL);

  same_lines = g_strcmp0 (content->excerpt, content->title) == 0;
  gtk_image_set_from_icon_name (self->icon, content->icon);
  set_markup (self->title, content->title, words);
  set_markup (self->excerpt, same_lines ? NULL : content->excerpt, words);
  gtk_label_set_label (self->context, content->context != NULL ? content->context : "");
  gtk_widget_set_visible (GTK_WIDGET (self->context),
                          content->context != NULL && *content->context != '\0');
  set_keys (self->keys, content->keys);
  g_free (self->group);
  g_free (self->action);
  g_free (self->target);
  g_free (self->place);
  self->group = g_strdup (content->group);
  self->action = g_strdup (content->action);
  self->target = g_strdup (content->target);
  self->place = g_strdup (content->place);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, content->title,
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      content->excerpt != NULL && *content->excerpt != '\0' ? content->excerpt : content->group,
      -1);
}

/**
 * vouch_search_row_get_group:
 * @self: a row.
 *
 * Returns: (transfer none) (nullable): the words above its group.
 */
const char *
vouch_search_row_get_group (VouchSearchRow *self)
{
  g_return_val_if_fail (VOUCH_IS_SEARCH_ROW (self), NULL);

  return self->group;
}

/**
 * vouch_search_row_get_action:
 * @self: a row.
 *
 * Returns: (transfer none) (nullable): what a press activates.
 */
const char *
vouch_search_row_get_action (VouchSearchRow *self)
{
  g_return_val_if_fail (VOUCH_IS_SEARCH_ROW (self), NULL);

  return self->action;
}

/**
 * vouch_search_row_make_target:
 * @self: a row.
 *
 * Returns: (transfer floating) (nullable): the parameter of its action.
 */
GVariant *
vouch_search_row_make_target (VouchSearchRow *self)
{
  g_return_val_if_fail (VOUCH_IS_SEARCH_ROW (self), NULL);

  if (self->target == NULL)
    return NULL;
  return self->place != NULL ? g_variant_new ("(ss)", self->target, self->place)
                             : g_variant_new_string (self->target);
}
