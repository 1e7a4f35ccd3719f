/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-page"

#include "config.h"
#include "vouch-page.h"

#include <adwaita.h>

#include "vouch-error.h"

/**
 * VouchPage:
 *
 * One screen: a header bar with title and way back, one place where a problem is told, and a body.
 * It holds the workspace and the id of what it is about (its subject), and ends what it began when
 * it goes away. A screen derives from it, fills the body from its template, and says how it is read
 * anew (`refresh`) and how what was typed is saved at once (`flush`).
 */
typedef struct {
  VouchWorkspace *workspace;
  char *subject;
  GCancellable *cancellable;

  AdwWindowTitle *window_title;
  AdwHeaderBar *header;
  GtkButton *back;
  GtkRevealer *problem;
  GtkLabel *problem_text;
  AdwBin *body_bin;
  GtkWidget *header_end;
} VouchPagePrivate;

enum {
  PROP_TITLE = 1,
  PROP_SUBTITLE,
  PROP_BODY,
  PROP_HEADER_END,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (VouchPage, vouch_page, GTK_TYPE_WIDGET)

static VouchPagePrivate *
priv (VouchPage *self)
{
  return vouch_page_get_instance_private (self);
}

static void
clear_problem_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_page_clear_problem (VOUCH_PAGE (widget));
}

static void
vouch_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VouchPage *self = VOUCH_PAGE (object);

  switch (id) {
  case PROP_TITLE: g_value_set_string (value, vouch_page_get_title (self)); break;
  case PROP_SUBTITLE: g_value_set_string (value, vouch_page_get_subtitle (self)); break;
  case PROP_BODY: g_value_set_object (value, vouch_page_get_body (self)); break;
  case PROP_HEADER_END: g_value_set_object (value, vouch_page_get_header_end (self)); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
vouch_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  VouchPage *self = VOUCH_PAGE (object);

  switch (id) {
  case PROP_TITLE: vouch_page_set_title (self, g_value_get_string (value)); break;
  case PROP_SUBTITLE: vouch_page_set_subtitle (self, g_value_get_string (value)); break;
  case PROP_BODY: vouch_page_set_body (self, g_value_get_object (value)); break;
  case PROP_HEADER_END: vouch_page_set_header_end (self, g_value_get_object (value)); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
vouch_page_dispose (GObject *object)
{
  VouchPagePrivate *p = priv (VOUCH_PAGE (object));
  GtkWidget *child;

  g_cancellable_cancel (p->cancellable);
  g_clear_object (&p->workspace);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_page_parent_class)->dispose (object);
}

static void
vouch_page_finalize (GObject *object)
{
  VouchPagePrivate *p = priv (VOUCH_PAGE (object));

  g_object_unref (p->cancellable);
  g_free (p->subject);

  G_OBJECT_CLASS (vouch_page_parent_class)->finalize (object);
}

static void
vouch_page_class_init (VouchPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vouch_page_dispose;
  object_class->finalize = vouch_page_finalize;
  object_class->get_property = vouch_page_get_property;
  object_class->set_property = vouch_page_set_property;

  props[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_SUBTITLE] =
      g_param_spec_string ("subtitle", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_BODY] =
      g_param_spec_object ("body", NULL, NULL, GTK_TYPE_WIDGET,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_HEADER_END] =
      g_param_spec_object ("header-end", NULL, NULL, GTK_TYPE_WIDGET,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "page.clear-problem", NULL, clear_problem_cb);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/vouch-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, VouchPage, back);
  gtk_widget_class_bind_template_child_private (widget_class, VouchPage, body_bin);
  gtk_widget_class_bind_template_child_private (widget_class, VouchPage, header);
  gtk_widget_class_bind_template_child_private (widget_class, VouchPage, problem);
  gtk_widget_class_bind_template_child_private (widget_class, VouchPage, problem_text);
  gtk_widget_class_bind_template_child_private (widget_class, VouchPage, window_title);
}

static void
vouch_page_init (VouchPage *self)
{
  priv (self)->cancellable = g_cancellable_new ();
  g_type_ensure (ADW_TYPE_HEADER_BAR);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vouch_page_new:
 * @type: a type derived from `VouchPage`.
 * @workspace: the workspace it reads and asks.
 * @subject: (nullable): id of what it is about, %NULL for a place of its own.
 *
 * Returns: (transfer floating): a page of that type; it is filled by its first refresh.
 */
VouchPage *
vouch_page_new (GType type, VouchWorkspace *workspace, const char *subject)
{
  VouchPage *self;

  g_return_val_if_fail (g_type_is_a (type, VOUCH_TYPE_PAGE), NULL);
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (type, NULL);
  priv (self)->workspace = g_object_ref (workspace);
  priv (self)->subject = g_strdup (subject);
  return self;
}

/**
 * vouch_page_get_workspace:
 * @self: a page.
 *
 * Returns: (transfer none): the workspace it reads and asks.
 */
VouchWorkspace *
vouch_page_get_workspace (VouchPage *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGE (self), NULL);

  return priv (self)->workspace;
}

/**
 * vouch_page_get_subject:
 * @self: a page.
 *
 * Returns: (transfer none) (nullable): id of what it is about.
 */
const char *
vouch_page_get_subject (VouchPage *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGE (self), NULL);

  return priv (self)->subject;
}

/**
 * vouch_page_get_cancellable:
 * @self: a page.
 *
 * Returns: (transfer none): what is cancelled when the page goes away.
 */
GCancellable *
vouch_page_get_cancellable (VouchPage *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGE (self), NULL);

  return priv (self)->cancellable;
}

typedef struct {
  VouchPage *page;
  GDestroyNotify free_result;
  VouchPageShowFunc show;
} Running;

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Running *running = data;
  g_autoptr (VouchPage) self = running->page;
  g_autoptr (GError) error = NULL;
  gpointer given = vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);

  if (error != NULL)
    vouch_page_show_problem (self, error);
  else if (running->show != NULL && !g_cancellable_is_cancelled (priv (self)->cancellable))
    running->show (self, given);
  if (given != NULL && running->free_result != NULL)
    running->free_result (given);
}

/**
 * vouch_page_run:
 * @self: a page.
 * @func: a use case; it runs on the workspace's worker.
 * @data: (transfer full): its argument.
 * @free_data: (nullable): frees @data.
 * @free_result: (nullable): frees what @func returns.
 * @show: (nullable): shows what @func returned; not called when the page is gone by then.
 *
 * Runs a use case for the page, and tells a problem at the page's one place for it.
 */
void
vouch_page_run (VouchPage *self,
                VouchWorkspaceFunc func,
                gpointer data,
                GDestroyNotify free_data,
                GDestroyNotify free_result,
                VouchPageShowFunc show)
{
  Running *running;

  g_return_if_fail (VOUCH_IS_PAGE (self));

  if (priv (self)->workspace == NULL) {
    if (free_data != NULL)
      free_data (data);
    return;
  }
  running = g_new0 (Running, 1);
  running->page = g_object_ref (self);
  running->free_result = free_result;
  running->show = show;
  vouch_workspace_run_async (priv (self)->workspace, func, data, free_data, free_result,
                             priv (self)->cancellable, ran_cb, running);
}

/**
 * vouch_page_get_title:
 * @self: a page.
 *
 * Returns: (transfer none): the title in the header bar.
 */
const char *
vouch_page_get_title (VouchPage *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGE (self), NULL);

  return adw_window_title_get_title (priv (self)->window_title);
}

/**
 * vouch_page_set_title:
 * @self: a page.
 * @title: (nullable): the title in the header bar.
 *
 * Sets the title, which is the page's accessible name too.
 */
void
vouch_page_set_title (VouchPage *self, const char *title)
{
  g_return_if_fail (VOUCH_IS_PAGE (self));

  if (g_strcmp0 (vouch_page_get_title (self), title) == 0)
    return;
  adw_window_title_set_title (priv (self)->window_title, title != NULL ? title : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title != NULL ? title : "", -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
}

/**
 * vouch_page_get_subtitle:
 * @self: a page.
 *
 * Returns: (transfer none): the second line in the header bar.
 */
const char *
vouch_page_get_subtitle (VouchPage *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGE (self), NULL);

  return adw_window_title_get_subtitle (priv (self)->window_title);
}

/**
 * vouch_page_set_subtitle:
 * @self: a page.
 * @subtitle: (nullable): the second line in the header bar.
 *
 * Sets the second line.
 */
void
vouch_page_set_subtitle (VouchPage *self, const char *subtitle)
{
  g_return_if_fail (VOUCH_IS_PAGE (self));

  if (g_strcmp0 (vouch_page_get_subtitle (self), subtitle) == 0)
    return;
  adw_window_title_set_subtitle (priv (self)->window_title, subtitle != NULL ? subtitle : "");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUBTITLE]);
}

/**
 * vouch_page_get_body:
 * @self: a page.
 *
 * Returns: (transfer none) (nullable): what the page shows below its header.
 */
GtkWidget *
vouch_page_get_body (VouchPage *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGE (self), NULL);

  return adw_bin_get_child (priv (self)->body_bin);
}

/**
 * vouch_page_set_body:
 * @self: a page.
 * @body: (nullable): a widget.
 *
 * Sets what the page shows below its header.
 */
void
vouch_page_set_body (VouchPage *self, GtkWidget *body)
{
  g_return_if_fail (VOUCH_IS_PAGE (self));

  if (vouch_page_get_body (self) == body)
    return;
  adw_bin_set_child (priv (self)->body_bin, body);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BODY]);
}

/**
 * vouch_page_get_header_end:
 * @self: a page.
 *
 * Returns: (transfer none) (nullable): the widget at the end of the header bar.
 */
GtkWidget *
vouch_page_get_header_end (VouchPage *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGE (self), NULL);

  return priv (self)->header_end;
}

/**
 * vouch_page_set_header_end:
 * @self: a page.
 * @widget: (nullable): a widget.
 *
 * Puts the page's own controls at the end of the header bar.
 */
void
vouch_page_set_header_end (VouchPage *self, GtkWidget *widget)
{
  VouchPagePrivate *p;

  g_return_if_fail (VOUCH_IS_PAGE (self));

  p = priv (self);
  if (p->header_end == widget)
    return;
  if (p->header_end != NULL)
    adw_header_bar_remove (p->header, p->header_end);
  p->header_end = widget;
  if (widget != NULL)
    adw_header_bar_pack_end (p->header, widget);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HEADER_END]);
}

/**
 * vouch_page_set_way_back:
 * @self: a page.
 * @action: (nullable): the action that leads back from here, %NULL where there is no way back.
 *
 * Shows a button for the way back, or none.
 */
void
vouch_page_set_way_back (VouchPage *self, const char *action)
{
  g_return_if_fail (VOUCH_IS_PAGE (self));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv (self)->back), action);
  gtk_widget_set_visible (GTK_WIDGET (priv (self)->back), action != NULL);
}

/**
 * vouch_page_show_problem:
 * @self: a page.
 * @problem: what happened, in plain words.
 *
 * Tells a lasting problem at the page's one place for it. A cancelled action is no problem.
 */
void
vouch_page_show_problem (VouchPage *self, const GError *problem)
{
  g_return_if_fail (VOUCH_IS_PAGE (self));
  g_return_if_fail (problem != NULL);

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (problem, VOUCH_ERROR, VOUCH_ERROR_CANCELLED))
    return;
  gtk_label_set_text (priv (self)->problem_text, problem->message);
  gtk_revealer_set_reveal_child (priv (self)->problem, TRUE);
}

/**
 * vouch_page_clear_problem:
 * @self: a page.
 *
 * Takes the problem away again.
 */
void
vouch_page_clear_problem (VouchPage *self)
{
  g_return_if_fail (VOUCH_IS_PAGE (self));

  gtk_revealer_set_reveal_child (priv (self)->problem, FALSE);
}

/**
 * vouch_page_toast:
 * @self: a page inside a window.
 * @text: one short sentence.
 *
 * Says something passing.
 */
void
vouch_page_toast (VouchPage *self, const char *text)
{
  g_return_if_fail (VOUCH_IS_PAGE (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

/**
 * vouch_page_refresh:
 * @self: a page.
 *
 * Reads what the page shows anew.
 */
void
vouch_page_refresh (VouchPage *self)
{
  g_return_if_fail (VOUCH_IS_PAGE (self));

  if (VOUCH_PAGE_GET_CLASS (self)->refresh != NULL)
    VOUCH_PAGE_GET_CLASS (self)->refresh (self);
}

/**
 * vouch_page_flush:
 * @self: a page.
 * @error: where to put an error.
 *
 * Saves at once whatever is typed and not yet saved. Called before a page or the window closes.
 *
 * Returns: whether nothing typed is left unsaved.
 */
gboolean
vouch_page_flush (VouchPage *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_PAGE (self), FALSE);

  if (VOUCH_PAGE_GET_CLASS (self)->flush != NULL)
    return VOUCH_PAGE_GET_CLASS (self)->flush (self, error);
  return TRUE;
}

/**
 * vouch_page_get_help:
 * @self: a page.
 *
 * Returns: (transfer none) (nullable): name of the help page of what it shows just now; %NULL where that is
 *   the one of its screen.
 */
const char *
vouch_page_get_help (VouchPage *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGE (self), NULL);

  return VOUCH_PAGE_GET_CLASS (self)->get_help != NULL
             ? VOUCH_PAGE_GET_CLASS (self)->get_help (self)
             : NULL;
}
