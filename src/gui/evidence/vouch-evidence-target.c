/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-evidence-target"

#include "config.h"
#include "vouch-evidence-target.h"

#include <glib/gi18n.h>

#include "vouch-evidence-place.h"
#include "vouch-evidence-use.h"
#include "vouch-portfolios.h"

#include "vouch-evidence-placing.h"
#include "vouch-rows.h"
#include "vouch-speech.h"

/**
 * VouchEvidenceTarget:
 *
 * Where files shall be used: a portfolio is chosen, then one of the things it asks for that takes
 * all of these files.
 */
struct _VouchEvidenceTarget {
  AdwWindow parent_instance;

  VouchPage *page;
  GPtrArray *evidence;
  GPtrArray *targets; /* (element-type VouchEvidenceUse) */
  GCancellable *cancellable;

  GtkStack *stack;
  GtkDropDown *portfolio;
  GtkListBox *requirements;
};

G_DEFINE_FINAL_TYPE (VouchEvidenceTarget, vouch_evidence_target, ADW_TYPE_WINDOW)

static VouchEvidenceUse *
chosen (VouchEvidenceTarget *self)
{
  guint selected = gtk_drop_down_get_selected (self->portfolio);

  return selected < self->targets->len ? self->targets->pdata[selected] : NULL;
}

static gboolean
takes_all (VouchEvidenceTarget *self, VouchRequirement *requirement)
{
  for (guint i = 0; i < self->evidence->len; i++)
    if (!vouch_evidence_fits (self->evidence->pdata[i], requirement))
      return FALSE;
  return TRUE;
}

static guint
count_placed (VouchPortfolio *portfolio, VouchRequirement *requirement)
{
  GPtrArray *items = vouch_portfolio_get_items (portfolio);
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (vouch_item_get_requirement (items->pdata[i]),
                   vouch_requirement_get_id (requirement)) == 0)
      n++;
  return n;
}

static void
add_requirement (VouchEvidenceTarget *self,
                 VouchPortfolio *portfolio,
                 VouchPart *part,
                 VouchRequirement *requirement)
{
  guint n = count_placed (portfolio, requirement);
  g_autofree char *there =
      n == 0 ? g_strdup (_ ("nothing there yet"))
             : g_strdup_printf (ngettext ("%u file there", "%u files there", n), n);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", vouch_part_get_title (part), there);

  gtk_list_box_append (self->requirements,
                       vouch_rows_link (vouch_requirement_get_title (requirement), subtitle,
                                        "target.place", vouch_requirement_get_id (requirement)));
}

static void
show_requirements (VouchEvidenceTarget *self, VouchPortfolio *portfolio)
{
  GPtrArray *parts = vouch_definition_get_parts (vouch_portfolio_get_definition (portfolio));
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->requirements))) != NULL)
    gtk_list_box_remove (self->requirements, row);
  for (guint p = 0; p < parts->len; p++) {
    GPtrArray *asked = vouch_part_get_requirements (parts->pdata[p]);

    for (guint r = 0; r < asked->len; r++)
      if (takes_all (self, asked->pdata[r]))
        add_requirement (self, portfolio, parts->pdata[p], asked->pdata[r]);
  }
  gtk_stack_set_visible_child_name (
      self->stack,
      gtk_widget_get_first_child (GTK_WIDGET (self->requirements)) != NULL ? "list" : "nothing");
}

static gpointer
load_portfolio (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return vouch_portfolios_load (workspace, id, cancellable, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchEvidenceTarget) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolio) portfolio =
      vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  VouchEvidenceUse *use = chosen (self);

  if (error != NULL && !g_cancellable_is_cancelled (self->cancellable)) {
    vouch_page_show_problem (self->page, error);
    gtk_window_close (GTK_WINDOW (self));
  }
  /* Another one may have been chosen meanwhile. */
  if (portfolio != NULL && use != NULL && !g_cancellable_is_cancelled (self->cancellable) &&
      g_strcmp0 (vouch_portfolio_get_id (portfolio), vouch_evidence_use_get_portfolio (use)) == 0)
    show_requirements (self, portfolio);
}

static void
chosen_cb (VouchEvidenceTarget *self)
{
  VouchEvidenceUse *use = chosen (self);

  if (use == NULL)
    return;
  vouch_workspace_run_async (vouch_page_get_workspace (self->page), load_portfolio,
                             g_strdup (vouch_evidence_use_get_portfolio (use)), g_free,
                             g_object_unref, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
place_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchEvidenceTarget *self = VOUCH_EVIDENCE_TARGET (widget);
  VouchEvidenceUse *use = chosen (self);
  g_autoptr (GStrvBuilder) artifacts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (use == NULL)
    return;
  for (guint i = 0; i < self->evidence->len; i++)
    g_strv_builder_add (artifacts, vouch_evidence_get_artifact (self->evidence->pdata[i]));
  all = g_strv_builder_end (artifacts);
  vouch_evidence_placing_start (self->page, (const char *const *) all,
                                vouch_evidence_use_get_portfolio (use),
                                g_variant_get_string (parameter, NULL));
  gtk_window_close (GTK_WINDOW (self));
}

static void
vouch_evidence_target_dispose (GObject *object)
{
  VouchEvidenceTarget *self = VOUCH_EVIDENCE_TARGET (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->page);
  g_clear_pointer (&self->evidence, g_ptr_array_unref);
  g_clear_pointer (&self->targets, g_ptr_array_unref);

  G_OBJECT_CLASS (vouch_evidence_target_parent_class)->dispose (object);
}

static void
vouch_evidence_target_class_init (VouchEvidenceTargetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_evidence_target_dispose;
  gtk_widget_class_install_action (widget_class, "target.place", "s", place_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/evidence/vouch-evidence-target.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchEvidenceTarget, portfolio);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidenceTarget, requirements);
  gtk_widget_class_bind_template_child (widget_class, VouchEvidenceTarget, stack);
}

static void
vouch_evidence_target_init (VouchEvidenceTarget *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill (VouchEvidenceTarget *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression) text =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  for (guint i = 0; i < self->targets->len; i++)
    gtk_string_list_append (titles,
                            vouch_evidence_use_get_portfolio_title (self->targets->pdata[i]));
  gtk_drop_down_set_expression (self->portfolio, text);
  gtk_drop_down_set_enable_search (self->portfolio, self->targets->len > 8);
  gtk_drop_down_set_model (self->portfolio, G_LIST_MODEL (titles));
  vouch_speech_drop_down (self->portfolio, _ ("Portfolio"));
  g_signal_connect_object (self->portfolio, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->portfolio), self->targets->len > 0);
  if (self->targets->len > 0)
    chosen_cb (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "none");
}

/* Opening. */

typedef struct {
  GPtrArray *evidence;
  GPtrArray *targets;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_ptr_array_unref (opening->evidence);
  g_ptr_array_unref (opening->targets);
  g_free (opening);
}

static gpointer
load (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *targets = vouch_evidence_list_targets (workspace, cancellable, error);
  Opening *opening;

  if (targets == NULL)
    return NULL;
  opening = g_new0 (Opening, 1);
  opening->evidence = g_ptr_array_ref (data);
  opening->targets = targets;
  return opening;
}

static void
present (VouchPage *page, gpointer result)
{
  Opening *opening = result;
  guint n = opening->evidence->len;
  g_autofree char *title =
      g_strdup_printf (ngettext ("Where to use %u file", "Where to use %u files", n), n);
  VouchEvidenceTarget *self =
      g_object_new (VOUCH_TYPE_EVIDENCE_TARGET, "title", title, "transient-for",
                    gtk_widget_get_root (GTK_WIDGET (page)), NULL);

  self->page = g_object_ref (page);
  self->evidence = g_ptr_array_ref (opening->evidence);
  self->targets = g_ptr_array_ref (opening->targets);
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * vouch_evidence_target_open:
 * @page: the page on which it was asked for.
 * @evidence: (element-type VouchEvidence): one file or many.
 *
 * Asks where files shall be used, and uses them there.
 */
void
vouch_evidence_target_open (VouchPage *page, GPtrArray *evidence)
{
  g_return_if_fail (VOUCH_IS_PAGE (page) && evidence != NULL && evidence->len > 0);

  vouch_page_run (page, load, g_ptr_array_ref (evidence), (GDestroyNotify) g_ptr_array_unref,
                  opening_free, present);
}
