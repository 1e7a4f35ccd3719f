/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-assessor-page"

#include "config.h"
#include "vouch-assessor-page.h"

#include <glib/gi18n.h>

#include "vouch-error.h"
#include "vouch-job-queue.h"
#include "vouch-prepare.h"

#include "vouch-assessor-text.h"
#include "vouch-rows.h"

/* Paragraphs are laid out for this long at a time. */
#define SLICE_US 8000

/**
 * VouchAssessorPage:
 *
 * Exactly what the assessor would receive if the portfolio were sent now, read from what would be
 * frozen. The copies that are sent are made first, where they are not made yet.
 */
struct _VouchAssessorPage {
  VouchPage parent_instance;

  gboolean preparing;
  GPtrArray *lines; /* (element-type VouchAssessorLine) (nullable) */
  guint n_shown;
  guint building; /* source that adds paragraphs */

  GtkStack *stack;
  GtkBox *text;
};

G_DEFINE_FINAL_TYPE (VouchAssessorPage, vouch_assessor_page, VOUCH_TYPE_PAGE)

static void
add_line (VouchAssessorPage *self, const VouchAssessorLine *line)
{
  GtkWidget *label = gtk_label_new (line->text);
  gboolean heading =
      g_strcmp0 (line->style, "title-3") == 0 || g_strcmp0 (line->style, "heading") == 0;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), !heading);
  gtk_widget_set_margin_top (label, heading ? 12 : 0);
  if (line->style != NULL)
    gtk_widget_add_css_class (label, line->style);
  gtk_box_append (self->text, label);
}

static gboolean
build_cb (gpointer data)
{
  VouchAssessorPage *self = data;
  gint64 end = g_get_monotonic_time () + SLICE_US;

  while (self->n_shown < self->lines->len) {
    add_line (self, self->lines->pdata[self->n_shown++]);
    if (g_get_monotonic_time () > end)
      return G_SOURCE_CONTINUE;
  }
  self->building = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
is_shown (VouchAssessorPage *self, GPtrArray *lines)
{
  if (self->lines == NULL || self->lines->len != lines->len)
    return FALSE;
  for (guint i = 0; i < lines->len; i++) {
    const VouchAssessorLine *before = self->lines->pdata[i];
    const VouchAssessorLine *now = lines->pdata[i];

    if (!g_str_equal (before->text, now->text) || g_strcmp0 (before->style, now->style) != 0)
      return FALSE;
  }
  return TRUE;
}

static void
job_over_cb (VouchPage *page, GParamSpec *pspec, VouchJob *job)
{
  if (vouch_job_get_state (job) == VOUCH_JOB_INTERRUPTED && vouch_job_get_error (job) != NULL)
    vouch_page_show_problem (page, vouch_job_get_error (job));
  else if (vouch_job_get_state (job) == VOUCH_JOB_DONE)
    vouch_page_refresh (page);
}

/* Once for each time the page is opened: what does not work out is told, and not tried for ever. */
static void
prepare (VouchAssessorPage *self)
{
  VouchWorkspace *workspace = vouch_page_get_workspace (VOUCH_PAGE (self));
  g_autoptr (VouchJob) job = NULL;

  if (self->preparing)
    return;
  self->preparing = TRUE;
  job = vouch_prepare_job_new (workspace, vouch_page_get_subject (VOUCH_PAGE (self)));
  g_signal_connect_object (job, "notify::state", G_CALLBACK (job_over_cb), self, G_CONNECT_SWAPPED);
  vouch_job_queue_add (vouch_workspace_get_jobs (workspace), job);
}

static void
show (VouchPage *page, gpointer result)
{
  VouchAssessorPage *self = VOUCH_ASSESSOR_PAGE (page);
  g_autoptr (GPtrArray) lines = NULL;

  if (result == NULL) {
    prepare (self);
    return;
  }
  lines = vouch_assessor_text_write (result);
  gtk_stack_set_visible_child_name (self->stack, "text");
  if (is_shown (self, lines))
    return;
  vouch_rows_clear_box (self->text);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  self->lines = g_steal_pointer (&lines);
  self->n_shown = 0;
  if (self->building == 0)
    self->building = g_idle_add (build_cb, self);
}

/* Gives nothing, and no error either, while a copy is not made. */
static gpointer
make_preview (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  VouchPreview *preview = vouch_preview_make (workspace, id, NULL, cancellable, &problem);

  if (problem != NULL && !g_error_matches (problem, VOUCH_ERROR, VOUCH_ERROR_NOT_READY))
    g_propagate_error (error, g_steal_pointer (&problem));
  return preview;
}

static void
vouch_assessor_page_refresh (VouchPage *page)
{
  vouch_page_run (page, make_preview, g_strdup (vouch_page_get_subject (page)), g_free,
                  (GDestroyNotify) vouch_preview_free, show);
}

static void
vouch_assessor_page_dispose (GObject *object)
{
  g_clear_handle_id (&VOUCH_ASSESSOR_PAGE (object)->building, g_source_remove);

  G_OBJECT_CLASS (vouch_assessor_page_parent_class)->dispose (object);
}

static void
vouch_assessor_page_finalize (GObject *object)
{
  g_clear_pointer (&VOUCH_ASSESSOR_PAGE (object)->lines, g_ptr_array_unref);

  G_OBJECT_CLASS (vouch_assessor_page_parent_class)->finalize (object);
}

static void
vouch_assessor_page_class_init (VouchAssessorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_assessor_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_assessor_page_finalize;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_assessor_page_refresh;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/portfolio/vouch-assessor-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchAssessorPage, stack);
  gtk_widget_class_bind_template_child (widget_class, VouchAssessorPage, text);
}

static void
vouch_assessor_page_init (VouchAssessorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vouch_assessor_page_new:
 * @workspace: the workspace.
 * @id: id of a portfolio.
 *
 * Returns: (transfer floating): the page of what an assessor would receive.
 */
VouchPage *
vouch_assessor_page_new (VouchWorkspace *workspace, const char *id)
{
  return vouch_page_new (VOUCH_TYPE_ASSESSOR_PAGE, workspace, id);
}
