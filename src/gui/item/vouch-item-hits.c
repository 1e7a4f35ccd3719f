/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-hits"

#include "config.h"
#include "vouch-item-hits.h"

#include <glib/gi18n.h>

#include "vouch-class-lists.h"
#include "vouch-text.h"

#include "vouch-rows.h"
#include "vouch-undo.h"

/* More are counted; who mends these sees the next ones. */
#define MAX_ROWS 30

/**
 * VouchItemHits:
 *
 * What was found in the item that could tell who somebody is: each place with its neighbourhood, and
 * a way to say that this is not the person.
 */
struct _VouchItemHits {
  VouchItemSection parent_instance;
};

G_DEFINE_FINAL_TYPE (VouchItemHits, vouch_item_hits, VOUCH_TYPE_ITEM_SECTION)

static char *
describe_place (VouchHit *hit)
{
  g_autofree char *at = NULL;

  switch (vouch_hit_get_place (hit)) {
  case VOUCH_HIT_PLACE_TITLE: return g_strdup (_ ("in the title"));
  case VOUCH_HIT_PLACE_FILE_NAME: return g_strdup (_ ("in the file name"));
  case VOUCH_HIT_PLACE_METADATA:
    /* Translators: the name of a hidden detail of a file, such as “Author”. */
    return g_strdup_printf (_ ("in the hidden detail “%s”"), vouch_hit_get_field (hit));
  case VOUCH_HIT_PLACE_MOMENT: return g_strdup (_ ("in what is written at a moment"));
  case VOUCH_HIT_PLACE_ATTRIBUTE: return g_strdup (_ ("in what is said about it"));
  case VOUCH_HIT_PLACE_CAPTION:
    at = vouch_text_format_duration (g_ascii_strtoll (vouch_hit_get_field (hit), NULL, 10));
    /* Translators: a time in a recording, such as 4:12. */
    return g_strdup_printf (_ ("in the captions at %s"), at);
  case VOUCH_HIT_PLACE_DOCUMENT:
  case VOUCH_HIT_PLACE_TEXT:
  default:
    if (vouch_hit_get_page (hit) > 0)
      return g_strdup_printf (_ ("on page %u, paragraph %u"), vouch_hit_get_page (hit),
                              vouch_hit_get_paragraph (hit));
    return g_strdup_printf (_ ("in paragraph %u"), vouch_hit_get_paragraph (hit));
  }
}

static GtkWidget *
make_row (VouchHit *hit)
{
  g_autofree char *place = describe_place (hit);
  const char *key = vouch_hit_get_key (hit);
  g_autofree char *title = g_strdup_printf ("…%s«%s»%s…", vouch_hit_get_before (hit),
                                            vouch_hit_get_found (hit), vouch_hit_get_after (hit));
  g_autofree char *subtitle =
      /* Translators: where a name was found, and the key that belongs in its place. */
      key != NULL ? g_strdup_printf (_ ("%s · write %s instead"), place, key) : g_strdup (place);
  GtkWidget *row = vouch_rows_text (title, subtitle);
  GtkWidget *button = gtk_button_new_with_label (_ ("Not the Person"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  title, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "hits.dismiss");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", vouch_hit_get_digest (hit));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
vouch_item_hits_update (VouchItemSection *section, VouchItemState *state)
{
  const char *item = vouch_item_get_id (vouch_item_state_get_item (state));
  GPtrArray *findings = vouch_report_get_findings (vouch_item_state_get_report (state));
  guint n = 0;

  vouch_item_section_clear (section);
  for (guint f = 0; f < findings->len; f++) {
    GPtrArray *hits = vouch_finding_get_hits (g_ptr_array_index (findings, f));

    for (guint i = 0; i < hits->len; i++) {
      VouchHit *hit = g_ptr_array_index (hits, i);

      if (g_strcmp0 (vouch_hit_get_item (hit), item) == 0 && n++ < MAX_ROWS)
        vouch_item_section_add (section, make_row (hit));
    }
  }
  if (n > MAX_ROWS) {
    g_autofree char *more =
        g_strdup_printf (ngettext ("%u more place", "%u more places", n - MAX_ROWS), n - MAX_ROWS);

    vouch_item_section_add (section, vouch_rows_text (more, NULL));
  }
  gtk_widget_set_visible (GTK_WIDGET (section), n > 0);
}

static gpointer
dismiss (VouchWorkspace *workspace, gpointer digest, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_class_lists_dismiss (workspace, digest, cancellable, error));
}

static gpointer
take_back (VouchWorkspace *workspace, gpointer digest, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_class_lists_take_back (workspace, digest, cancellable, error));
}

static void
dismiss_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchItemSection *self = VOUCH_ITEM_SECTION (widget);
  VouchItemSaver *saver = vouch_item_section_get_saver (self);
  const char *digest = g_variant_get_string (parameter, NULL);

  vouch_item_section_run (self, dismiss, g_strdup (digest), g_free);
  vouch_undo_offer (widget, vouch_item_saver_get_workspace (saver),
                    _ ("Noted: not the person, at this place"), take_back, g_strdup (digest),
                    g_free);
}

static void
vouch_item_hits_class_init (VouchItemHitsClass *klass)
{
  VOUCH_ITEM_SECTION_CLASS (klass)->update = vouch_item_hits_update;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "hits.dismiss", "s", dismiss_cb);
}

static void
vouch_item_hits_init (VouchItemHits *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Could tell who is meant"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("Take it out, or write the key in its place. Where a word means somebody or something "
         "else, say so; that counts for this place only."));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
