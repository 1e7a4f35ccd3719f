/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-asked"

#include "config.h"
#include "vouch-item-asked.h"

#include <glib/gi18n.h>

#include "vouch-choose.h"

#include "vouch-rows.h"

/**
 * VouchItemAsked:
 *
 * What the completeness check still asks about this one item, each as a sentence. What only the
 * teacher can tell is confirmed here.
 */
struct _VouchItemAsked {
  VouchItemSection parent_instance;
};

G_DEFINE_FINAL_TYPE (VouchItemAsked, vouch_item_asked, VOUCH_TYPE_ITEM_SECTION)

static gboolean
is_about (VouchFinding *finding, VouchItem *item)
{
  const char *const *items = vouch_finding_get_items (finding);

  if (!vouch_finding_is_open (finding) ||
      g_strcmp0 (vouch_finding_get_requirement (finding), vouch_item_get_requirement (item)) != 0)
    return FALSE;
  return items == NULL || items[0] == NULL || g_strv_contains (items, vouch_item_get_id (item));
}

static gpointer
confirm (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  char **ids = data;

  return GINT_TO_POINTER (vouch_choose_confirm (workspace, ids[0], ids[1], cancellable, error));
}

static void
confirm_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchItemSection *self = VOUCH_ITEM_SECTION (widget);
  VouchPortfolio *portfolio = vouch_item_state_get_portfolio (vouch_item_section_get_state (self));
  const char *ids[] = { vouch_portfolio_get_id (portfolio), g_variant_get_string (parameter, NULL),
                        NULL };

  vouch_item_section_run (self, confirm, g_strdupv ((char **) ids), (GDestroyNotify) g_strfreev);
}

static GtkWidget *
make_row (VouchFinding *finding)
{
  GtkWidget *row, *button;
  g_autofree char *text = NULL;

  /* Translators: something that is still open, as a sentence; the sign stays. */
  text = g_strdup_printf (
      vouch_finding_get_severity (finding) == VOUCH_SEVERITY_ADVISED ? _ ("ℹ %s") : _ ("○ %s"),
      vouch_finding_get_message (finding));
  row = vouch_rows_text (text, NULL);
  if (vouch_finding_get_result (finding) != VOUCH_RESULT_NEEDS_CONFIRMATION)
    return row;
  button = gtk_button_new_with_mnemonic (_ ("I _confirm this"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("I confirm this"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  vouch_finding_get_message (finding), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "asked.confirm");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", vouch_finding_get_id (finding));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
vouch_item_asked_update (VouchItemSection *section, VouchItemState *state)
{
  GPtrArray *findings = vouch_report_get_findings (vouch_item_state_get_report (state));
  const char *lock = vouch_item_state_get_lock (state);
  guint shown = 0;

  vouch_item_section_clear (section);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (section),
                                   lock != NULL ? C_ ("criterion", "Earned") : _ ("Still open"));
  if (lock != NULL) {
    g_autofree char *text = g_strconcat ("✓ ", lock, NULL);

    vouch_item_section_add (section, vouch_rows_text (text, NULL));
    shown++;
  }
  for (guint i = 0; i < findings->len; i++)
    if (is_about (g_ptr_array_index (findings, i), vouch_item_state_get_item (state))) {
      vouch_item_section_add (section, make_row (g_ptr_array_index (findings, i)));
      shown++;
    }
  gtk_widget_set_visible (GTK_WIDGET (section), shown > 0);
}

static void
vouch_item_asked_class_init (VouchItemAskedClass *klass)
{
  VOUCH_ITEM_SECTION_CLASS (klass)->update = vouch_item_asked_update;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "asked.confirm", "s", confirm_cb);
}

static void
vouch_item_asked_init (VouchItemAsked *self)
{
}
