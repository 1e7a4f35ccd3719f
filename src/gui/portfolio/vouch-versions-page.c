/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-versions-page"

#include "config.h"
#include "vouch-versions-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-text-diff.h"
#include "vouch-writing.h"

#include "vouch-diff-text.h"
#include "vouch-speech.h"
#include "vouch-undo.h"
#include "vouch-writing-view.h"

/**
 * VouchVersionsPage:
 *
 * What a typed answer said before: until when, what is different now, and the way back.
 */
struct _VouchVersionsPage {
  VouchPage parent_instance;

  VouchTextVersions *versions;
  guint comparison; /* which comparison is waited for */
  char *replaced;   /* what it said before a text was brought back */
  gboolean showing;

  GtkStack *stack;
  GtkDropDown *list;
  GtkLabel *summary;
  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (VouchVersionsPage, vouch_versions_page, VOUCH_TYPE_PAGE)

static const VouchTextVersion *
get_version (VouchVersionsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->list);

  if (self->versions == NULL || selected == GTK_INVALID_LIST_POSITION ||
      selected + 1 >= self->versions->versions->len)
    return NULL;
  return g_ptr_array_index (self->versions->versions, selected + 1);
}

/* "Yesterday 21:14", "24 Nov 2026, 21:14". */
static char *
say_when (gint64 until_ms)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (until_ms / 1000);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autofree char *time = g_date_time_format (then, "%H:%M");
  g_autofree char *date = g_date_time_format (then, "%x");

  if (g_date_time_get_year (then) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (now))
    /* Translators: a time today. */
    return g_strdup_printf (_ ("Today %s"), time);
  if (g_date_time_get_year (then) == g_date_time_get_year (yesterday) &&
      g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (yesterday))
    /* Translators: a time yesterday. */
    return g_strdup_printf (_ ("Yesterday %s"), time);
  /* Translators: a date and a time. */
  return g_strdup_printf (_ ("%s, %s"), date, time);
}

typedef struct {
  char *before;
  char *after;
  guint number;
} Comparison;

static void
comparison_free (Comparison *comparison)
{
  g_free (comparison->before);
  g_free (comparison->after);
  g_free (comparison);
}

static void
compare (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Comparison *comparison = data;

  g_task_return_pointer (task, vouch_text_diff (comparison->before, comparison->after),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  VouchVersionsPage *self = VOUCH_VERSIONS_PAGE (source);
  Comparison *comparison = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) pieces = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *words = NULL;
  g_autofree char *summary = NULL;

  if (pieces == NULL || self->versions == NULL || comparison->number != self->comparison)
    return;
  words = vouch_diff_text_show (gtk_text_view_get_buffer (self->view), pieces);
  summary = vouch_diff_text_summarize (pieces);
  gtk_label_set_text (self->summary, summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words, -1);
}

static void
show_version (VouchVersionsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->list);
  const VouchTextVersion *version = get_version (self);
  g_autoptr (GTask) task = NULL;
  Comparison *comparison;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "versions.bring-back",
                                 version != NULL && !self->versions->locked);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "versions.newer",
                                 version != NULL && selected > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "versions.older",
                                 version != NULL && selected + 2 < self->versions->versions->len);
  if (version == NULL)
    return;
  comparison = g_new0 (Comparison, 1);
  comparison->before = g_strdup (version->text);
  comparison->after = g_strdup (((VouchTextVersion *) self->versions->versions->pdata[0])->text);
  comparison->number = ++self->comparison;
  task = g_task_new (self, NULL, compared_cb, NULL);
  g_task_set_task_data (task, comparison, (GDestroyNotify) comparison_free);
  g_task_run_in_thread (task, compare);
}

static void
selected_cb (VouchVersionsPage *self)
{
  if (!self->showing)
    show_version (self);
}

static gpointer
list (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return vouch_writing_list_versions (workspace, data, cancellable, error);
}

static void
show (VouchPage *page, gpointer result)
{
  VouchVersionsPage *self = VOUCH_VERSIONS_PAGE (page);
  VouchTextVersions *versions = result;
  g_autoptr (GtkStringList) dates = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (self->list);

  if (versions == NULL) {
    gtk_stack_set_visible_child_name (self->stack, "none");
    return;
  }
  g_clear_pointer (&self->versions, vouch_text_versions_unref);
  self->versions = vouch_text_versions_ref (versions);
  vouch_page_set_subtitle (page, self->versions->title);
  for (guint i = 1; i < self->versions->versions->len; i++) {
    const VouchTextVersion *version = g_ptr_array_index (self->versions->versions, i);
    g_autofree char *when = say_when (version->until_ms);
    g_autofree char *words = g_strdup_printf (
        /* Translators: until when a text said something, and how many words that were. */
        ngettext ("%s · %u word", "%s · %u words", version->words), when, version->words);

    gtk_string_list_append (dates, words);
  }
  self->showing = TRUE;
  gtk_drop_down_set_model (self->list, G_LIST_MODEL (dates));
  if (selected < self->versions->versions->len - 1)
    gtk_drop_down_set_selected (self->list, selected);
  self->showing = FALSE;
  gtk_stack_set_visible_child_name (self->stack,
                                    self->versions->versions->len > 1 ? "versions" : "none");
  show_version (self);
}

static void
vouch_versions_page_refresh (VouchPage *page)
{
  vouch_page_run (page, list, g_strdup (vouch_page_get_subject (page)), g_free,
                  (GDestroyNotify) vouch_text_versions_unref, show);
}

static void
step_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchVersionsPage *self = VOUCH_VERSIONS_PAGE (widget);
  guint selected = gtk_drop_down_get_selected (self->list);

  gtk_drop_down_set_selected (
      self->list, g_str_equal (action, "versions.older") ? selected + 1 : MAX (selected, 1) - 1);
}

typedef struct {
  char *item;
  char *text;
} Back;

static void
back_free (Back *back)
{
  g_free (back->item);
  g_free (back->text);
  g_free (back);
}

static Back *
back_new (VouchVersionsPage *self, const char *text)
{
  Back *back = g_new0 (Back, 1);

  back->item = g_strdup (vouch_page_get_subject (VOUCH_PAGE (self)));
  back->text = g_strdup (text);
  return back;
}

static gpointer
bring_back (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Back *back = data;

  return GINT_TO_POINTER (
      vouch_writing_bring_back (workspace, back->item, back->text, cancellable, error));
}

static void
brought (VouchPage *page, gpointer result)
{
  VouchVersionsPage *self = VOUCH_VERSIONS_PAGE (page);

  vouch_undo_offer (GTK_WIDGET (page), vouch_page_get_workspace (page), _ ("Text brought back"),
                    bring_back, back_new (self, self->replaced), (GDestroyNotify) back_free);
}

static void
bring_back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchVersionsPage *self = VOUCH_VERSIONS_PAGE (widget);
  const VouchTextVersion *version = get_version (self);

  if (version == NULL)
    return;
  g_free (self->replaced);
  self->replaced = g_strdup (((VouchTextVersion *) self->versions->versions->pdata[0])->text);
  vouch_page_run (VOUCH_PAGE (self), bring_back, back_new (self, version->text),
                  (GDestroyNotify) back_free, NULL, brought);
}

static void
vouch_versions_page_finalize (GObject *object)
{
  VouchVersionsPage *self = VOUCH_VERSIONS_PAGE (object);

  g_clear_pointer (&self->versions, vouch_text_versions_unref);
  g_free (self->replaced);

  G_OBJECT_CLASS (vouch_versions_page_parent_class)->finalize (object);
}

static void
vouch_versions_page_class_init (VouchVersionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vouch_versions_page_finalize;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_versions_page_refresh;

  g_type_ensure (VOUCH_TYPE_WRITING_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/portfolio/vouch-versions-page.ui");
  gtk_widget_class_bind_template_child_full (widget_class, "versions", FALSE,
                                             G_STRUCT_OFFSET (VouchVersionsPage, list));
  gtk_widget_class_bind_template_child (widget_class, VouchVersionsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, VouchVersionsPage, summary);
  gtk_widget_class_bind_template_child (widget_class, VouchVersionsPage, view);
  gtk_widget_class_install_action (widget_class, "versions.older", NULL, step_cb);
  gtk_widget_class_install_action (widget_class, "versions.newer", NULL, step_cb);
  gtk_widget_class_install_action (widget_class, "versions.bring-back", NULL, bring_back_cb);
}

static void
vouch_versions_page_init (VouchVersionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  vouch_speech_drop_down (self->list, _ ("Until when the text said so"));
  g_signal_connect_object (self->list, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vouch_versions_page_new:
 * @workspace: the workspace.
 * @item: id of a typed answer.
 *
 * Returns: (transfer floating): a page of what it said before.
 */
VouchPage *
vouch_versions_page_new (VouchWorkspace *workspace, const char *item)
{
  return vouch_page_new (VOUCH_TYPE_VERSIONS_PAGE, workspace, item);
}
