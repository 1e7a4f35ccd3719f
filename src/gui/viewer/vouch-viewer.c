/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-viewer"

#include "config.h"
#include "vouch-viewer.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-text.h"

#include "vouch-canvas.h"
#include "vouch-glance-loader.h"
#include "vouch-recording-view.h"
#include "vouch-table-columns.h"
#include "vouch-viewer-form.h"
#include "vouch-wrap-layout.h"

#define FIRST_SIDE 1280

/**
 * VouchViewer:
 *
 * Shows any file of the library: pictures and pages to be zoomed, texts, tables, recordings to be
 * played. Where marks are wanted, `mark` carries the place that was chosen in it. Nothing here decodes
 * a file.
 */
struct _VouchViewer {
  GtkWidget parent_instance;

  VouchGlanceLoader *loader;
  GCancellable *cancellable; /* of what is being loaded */
  char *sha256;
  char *file_name;
  VouchMedia media;
  VouchGlanceForm form;
  gboolean markable;
  int n_pages;
  int shown_side;      /* how large the picture was asked for */
  VouchMoment *wanted; /* (nullable): the place to be shown once it is there */

  GtkStack *stack;
  VouchCanvas *canvas;
  GtkTextView *text;
  GtkColumnView *table;
  VouchRecordingView *recording;
  AdwStatusPage *problem;
  GtkWidget *pages;
  GtkAdjustment *page_adjustment;
  GtkLabel *page_count;
  GtkWidget *tools;
};

enum {
  SIGNAL_MARK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchViewer, vouch_viewer, GTK_TYPE_WIDGET)

static GtkWidget *
part (VouchViewer *self, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self), VOUCH_TYPE_VIEWER, name));
}

static gboolean
is_recording (VouchViewer *self)
{
  return self->media == VOUCH_MEDIA_AUDIO || self->media == VOUCH_MEDIA_VIDEO;
}

static void
show_hint (VouchViewer *self)
{
  GtkLabel *hint = GTK_LABEL (part (self, "hint"));
  const char *words =
      self->markable ? vouch_viewer_form_hint (self->form, vouch_canvas_has_region (self->canvas))
                     : "";

  gtk_label_set_text (hint, words);
}

static void
show_tools (VouchViewer *self)
{
  gboolean picture = self->form == VOUCH_GLANCE_FORM_PICTURE;
  g_autofree char *count = g_strdup_printf (
      /* Translators: behind a number that can be changed, as in "Page 3 of 12". */
      _ ("of %d"), self->n_pages);

  gtk_widget_set_visible (self->tools, !is_recording (self));
  gtk_widget_set_visible (self->pages, self->n_pages > 1);
  gtk_label_set_text (self->page_count, count);
  gtk_adjustment_set_upper (self->page_adjustment, MAX (1, self->n_pages));
  gtk_widget_set_visible (part (self, "zooms"), picture);
  gtk_widget_set_visible (part (self, "region"), picture && self->markable);
  gtk_widget_set_visible (part (self, "mark"), self->markable);
  show_hint (self);
}

static void
show_problem (VouchViewer *self, const char *words)
{
  adw_status_page_set_description (self->problem, words);
  gtk_stack_set_visible_child_name (self->stack, "problem");
  gtk_widget_set_visible (self->tools, self->n_pages > 1);
}

static void
show_picture (VouchViewer *self, VouchGlance *glance)
{
  const VouchGlanceShape *shape = vouch_glance_get_shape (glance);
  g_autoptr (GdkTexture) texture = vouch_glance_make_texture (glance);

  vouch_canvas_set_texture (self->canvas, texture, shape->whole_width, shape->whole_height);
  gtk_stack_set_visible_child_name (self->stack, "picture");
}

static void
show_text (VouchViewer *self, VouchGlance *glance)
{
  g_autofree char *words = vouch_glance_dup_text (glance);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), words, -1);
  gtk_stack_set_visible_child_name (self->stack, "text");
}

static void
show_table (VouchViewer *self, VouchGlance *glance)
{
  g_autoptr (GPtrArray) rows = vouch_glance_dup_rows (glance);

  vouch_table_columns_fill (self->table, rows, vouch_glance_get_shape (glance)->width);
  gtk_stack_set_visible_child_name (self->stack, "table");
}

static int
current_page (VouchViewer *self)
{
  return (int) gtk_adjustment_get_value (self->page_adjustment);
}

/* Points out what is wanted, now that its page is there; or goes to that page first. */
static void
show_wanted (VouchViewer *self)
{
  g_autoptr (VouchMoment) moment = NULL;
  guint page = self->wanted != NULL ? vouch_moment_get_page (self->wanted) : 0;

  if (self->wanted == NULL)
    return;
  if (page > 0 && (int) page <= self->n_pages && (int) page != current_page (self)) {
    gtk_adjustment_set_value (self->page_adjustment, page);
    return;
  }
  moment = g_steal_pointer (&self->wanted);
  if (vouch_moment_get_form (moment) == VOUCH_MOMENT_FORM_REGION)
    vouch_canvas_point_out (self->canvas, moment);
  else if (self->form == VOUCH_GLANCE_FORM_TABLE)
    vouch_table_columns_select (self->table, vouch_moment_get_quote (moment));
  else
    vouch_viewer_form_select (self->text, vouch_moment_get_quote (moment));
}

static void
show_glance (VouchViewer *self, VouchGlance *glance)
{
  const VouchGlanceShape *shape = vouch_glance_get_shape (glance);

  if (vouch_glance_get_problem (glance) != NULL) {
    show_problem (self, vouch_glance_get_problem (glance));
    return;
  }
  self->n_pages = shape->pages;
  switch (shape->form) {
  case VOUCH_GLANCE_FORM_TEXT: show_text (self, glance); break;
  case VOUCH_GLANCE_FORM_TABLE: show_table (self, glance); break;
  case VOUCH_GLANCE_FORM_PICTURE:
  case VOUCH_GLANCE_FORM_WAVEFORM:
  default: show_picture (self, glance);
  }
  show_tools (self);
  show_wanted (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchViewer) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchGlance) glance =
      vouch_glance_loader_load_finish (VOUCH_GLANCE_LOADER (source), result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->cancellable);
  if (glance != NULL)
    show_glance (self, glance);
  else
    show_problem (self, error->message);
}

static void
stop (VouchViewer *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
load (VouchViewer *self)
{
  VouchGlanceWish wish = { self->form, self->shown_side, self->shown_side, current_page (self), -1,
                           FALSE };

  stop (self);
  if (self->sha256 == NULL || is_recording (self))
    return;
  self->cancellable = g_cancellable_new ();
  vouch_glance_loader_load_async (self->loader, self->sha256, self->file_name, &wish,
                                  self->cancellable, loaded_cb, g_object_ref (self));
}

/* Zoomed in, the first, smaller pixels are replaced by all there are. */
static void
zoomed_cb (VouchViewer *self)
{
  if (self->form == VOUCH_GLANCE_FORM_PICTURE && self->shown_side < VOUCH_GLANCE_MAX_SIDE &&
      vouch_canvas_get_zoom (self->canvas) > 0.5) {
    self->shown_side = VOUCH_GLANCE_MAX_SIDE;
    load (self);
  }
}

/* What was pointed out was on the page before. */
static void
turned_cb (VouchViewer *self)
{
  vouch_canvas_point_out (self->canvas, NULL);
  load (self);
}

static void
page_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchViewer *self = VOUCH_VIEWER (widget);
  int by = g_str_equal (action, "viewer.next-page") ? 1 : -1;

  gtk_adjustment_set_value (self->page_adjustment, current_page (self) + by);
}

static void
zoom_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchViewer *self = VOUCH_VIEWER (widget);
  double zoom = vouch_canvas_get_zoom (self->canvas);

  if (g_str_equal (action, "viewer.zoom-in"))
    vouch_canvas_set_zoom (self->canvas, zoom * 1.25);
  else if (g_str_equal (action, "viewer.zoom-out"))
    vouch_canvas_set_zoom (self->canvas, zoom / 1.25);
  else
    vouch_canvas_set_zoom (self->canvas, g_str_equal (action, "viewer.zoom-whole") ? 1 : 0);
}

static void
reload_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_stack_set_visible_child_name (VOUCH_VIEWER (widget)->stack, "loading");
  load (VOUCH_VIEWER (widget));
}

static void
begin_region_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_canvas_begin_region (VOUCH_VIEWER (widget)->canvas);
}

/* A page is marked as a whole when nothing in it is chosen. */
static VouchMoment *
take_place (VouchViewer *self)
{
  g_autofree char *words = NULL;
  VouchMoment *moment = NULL;

  if (self->form == VOUCH_GLANCE_FORM_PICTURE) {
    moment = vouch_canvas_take_region (self->canvas);
    if (moment == NULL && self->n_pages == 0)
      return NULL;
  } else
    words = self->form == VOUCH_GLANCE_FORM_TABLE ? vouch_table_columns_dup_selected (self->table)
                                                  : vouch_viewer_form_dup_selected (self->text);
  if (moment == NULL) {
    moment = vouch_moment_new ();
    vouch_moment_set_start_ms (moment, -1);
    vouch_moment_set_end_ms (moment, -1);
    vouch_moment_set_form (moment, words != NULL ? VOUCH_MOMENT_FORM_TEXT : VOUCH_MOMENT_FORM_PAGE);
    vouch_moment_set_quote (moment, words);
  }
  if (self->n_pages > 0)
    vouch_moment_set_page (moment, (guint) current_page (self));
  return moment;
}

static void
mark_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchViewer *self = VOUCH_VIEWER (widget);
  g_autoptr (VouchMoment) moment = NULL;

  if (!self->markable)
    return;
  if (is_recording (self)) {
    vouch_recording_view_mark (self->recording);
    return;
  }
  moment = take_place (self);
  if (moment != NULL)
    g_signal_emit (self, signals[SIGNAL_MARK], 0, moment);
  else
    vouch_canvas_begin_region (self->canvas);
}

static void
region_kept_cb (VouchViewer *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "viewer.mark", NULL);
}

static void
moment_cb (VouchViewer *self, VouchMoment *moment)
{
  if (self->markable)
    g_signal_emit (self, signals[SIGNAL_MARK], 0, moment);
}

static void
vouch_viewer_dispose (GObject *object)
{
  VouchViewer *self = VOUCH_VIEWER (object);
  GtkWidget *child;

  stop (self);
  g_clear_object (&self->loader);
  g_clear_object (&self->wanted);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_viewer_parent_class)->dispose (object);
}

static void
vouch_viewer_finalize (GObject *object)
{
  VouchViewer *self = VOUCH_VIEWER (object);

  g_free (self->sha256);
  g_free (self->file_name);

  G_OBJECT_CLASS (vouch_viewer_parent_class)->finalize (object);
}

static void
add_actions (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *action;
    GtkWidgetActionActivateFunc func;
    guint key;
    GdkModifierType modifiers;
  } actions[] = {
    { "viewer.previous-page", page_cb, GDK_KEY_Page_Up, 0 },
    { "viewer.next-page", page_cb, GDK_KEY_Page_Down, 0 },
    { "viewer.zoom-in", zoom_cb, GDK_KEY_plus, GDK_CONTROL_MASK },
    { "viewer.zoom-out", zoom_cb, GDK_KEY_minus, GDK_CONTROL_MASK },
    { "viewer.zoom-whole", zoom_cb, GDK_KEY_0, GDK_CONTROL_MASK },
    { "viewer.zoom-fit", zoom_cb, GDK_KEY_9, GDK_CONTROL_MASK },
    { "viewer.mark", mark_cb, GDK_KEY_m, 0 },
    { "viewer.mark", mark_cb, GDK_KEY_m, GDK_CONTROL_MASK },
    { "viewer.reload", reload_cb, 0, 0 },
    { "viewer.region", begin_region_cb, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++) {
    if (i == 0 || !g_str_equal (actions[i].action, actions[i - 1].action))
      gtk_widget_class_install_action (widget_class, actions[i].action, NULL, actions[i].func);
    if (actions[i].key != 0)
      gtk_widget_class_add_binding_action (widget_class, actions[i].key, actions[i].modifiers,
                                           actions[i].action, NULL);
  }
}

static void
vouch_viewer_class_init (VouchViewerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_viewer_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_viewer_finalize;

  signals[SIGNAL_MARK] = g_signal_new ("mark", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, VOUCH_TYPE_MOMENT);
  g_type_ensure (VOUCH_TYPE_CANVAS);
  g_type_ensure (VOUCH_TYPE_RECORDING_VIEW);
  add_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/viewer/vouch-viewer.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchViewer, stack);
  gtk_widget_class_bind_template_child (widget_class, VouchViewer, canvas);
  gtk_widget_class_bind_template_child (widget_class, VouchViewer, text);
  gtk_widget_class_bind_template_child (widget_class, VouchViewer, table);
  gtk_widget_class_bind_template_child (widget_class, VouchViewer, recording);
  gtk_widget_class_bind_template_child (widget_class, VouchViewer, problem);
  gtk_widget_class_bind_template_child (widget_class, VouchViewer, pages);
  gtk_widget_class_bind_template_child (widget_class, VouchViewer, page_adjustment);
  gtk_widget_class_bind_template_child (widget_class, VouchViewer, page_count);
  gtk_widget_class_bind_template_child (widget_class, VouchViewer, tools);
  for (gsize i = 0; i < 4; i++)
    gtk_widget_class_bind_template_child_full (
        widget_class, (const char *const[]){ "zooms", "hint", "region", "mark" }[i], FALSE, 0);
}

static void
vouch_viewer_init (VouchViewer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->tools, vouch_wrap_layout_new (6));
  g_signal_connect_object (self->page_adjustment, "value-changed", G_CALLBACK (turned_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "mark", G_CALLBACK (region_kept_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "drafted", G_CALLBACK (show_hint), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "zoomed", G_CALLBACK (zoomed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recording, "mark", G_CALLBACK (moment_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vouch_viewer_new:
 *
 * Returns: (transfer floating): a viewer of nothing yet.
 */
GtkWidget *
vouch_viewer_new (void)
{
  return g_object_new (VOUCH_TYPE_VIEWER, NULL);
}

/**
 * vouch_viewer_show:
 * @self: a viewer.
 * @workspace: the workspace.
 * @sha256: a file of the library.
 * @file_name: (nullable): the name it came with.
 * @media: what it counts as.
 *
 * Shows a file; the same file again stays as it is.
 */
void
vouch_viewer_show (VouchViewer *self,
                   VouchWorkspace *workspace,
                   const char *sha256,
                   const char *file_name,
                   VouchMedia media)
{
  g_return_if_fail (VOUCH_IS_VIEWER (self) && VOUCH_IS_WORKSPACE (workspace) && sha256 != NULL);

  if (g_strcmp0 (self->sha256, sha256) == 0 && self->media == media)
    return;
  g_clear_object (&self->loader);
  self->loader = vouch_glance_loader_get (workspace);
  g_free (self->sha256);
  self->sha256 = g_strdup (sha256);
  g_free (self->file_name);
  self->file_name = g_strdup (file_name);
  self->media = media;
  self->form = vouch_viewer_form_for (media, file_name);
  g_clear_object (&self->wanted);
  vouch_canvas_point_out (self->canvas, NULL);
  self->n_pages = 0;
  self->shown_side = FIRST_SIDE;
  vouch_canvas_set_name (self->canvas, file_name != NULL ? file_name : _ ("The file"));
  vouch_canvas_set_zoom (self->canvas, 0);
  show_tools (self);
  if (is_recording (self)) {
    vouch_recording_view_show (self->recording, workspace, sha256, file_name,
                               media == VOUCH_MEDIA_VIDEO);
    gtk_stack_set_visible_child_name (self->stack, "recording");
    return;
  }
  gtk_stack_set_visible_child_name (self->stack, "loading");
  load (self);
}

/**
 * vouch_viewer_set_markable:
 * @self: a viewer.
 * @markable: whether somebody keeps what is marked.
 *
 * Offers to mark places, or only shows.
 */
void
vouch_viewer_set_markable (VouchViewer *self, gboolean markable)
{
  g_return_if_fail (VOUCH_IS_VIEWER (self));

  self->markable = markable;
  vouch_recording_view_set_markable (self->recording, markable);
  show_tools (self);
}

/**
 * vouch_viewer_set_marks:
 * @self: a viewer.
 * @moments: (element-type VouchMoment): what is marked, in the order of their numbers.
 * @rubric: (nullable): the criteria it may name.
 *
 * Shows what is marked in the file.
 */
void
vouch_viewer_set_marks (VouchViewer *self, GPtrArray *moments, VouchRubric *rubric)
{
  g_return_if_fail (VOUCH_IS_VIEWER (self) && moments != NULL);

  vouch_canvas_set_marks (self->canvas, moments);
  vouch_recording_view_set_marks (self->recording, moments, rubric);
}

/**
 * vouch_viewer_get_recording:
 * @self: a viewer.
 *
 * Returns: (transfer none): what shows recordings in it.
 */
VouchRecordingView *
vouch_viewer_get_recording (VouchViewer *self)
{
  g_return_val_if_fail (VOUCH_IS_VIEWER (self), NULL);

  return self->recording;
}

/**
 * vouch_viewer_go_to:
 * @self: a viewer.
 * @moment: a marked place.
 *
 * Shows that place, once the file is there: seeks, turns the page, points out the region, chooses the
 * words.
 */
void
vouch_viewer_go_to (VouchViewer *self, VouchMoment *moment)
{
  g_return_if_fail (VOUCH_IS_VIEWER (self) && VOUCH_IS_MOMENT (moment));

  if (is_recording (self)) {
    vouch_recording_view_go_to (self->recording, MAX (0, vouch_moment_get_start_ms (moment)));
    return;
  }
  g_set_object (&self->wanted, moment);
  if (self->cancellable == NULL)
    show_wanted (self);
}

/**
 * vouch_viewer_change:
 * @self: a viewer.
 * @moment: a marked region.
 *
 * Lets the person move and draw it anew; `mark` carries it then.
 */
void
vouch_viewer_change (VouchViewer *self, VouchMoment *moment)
{
  g_return_if_fail (VOUCH_IS_VIEWER (self) && VOUCH_IS_MOMENT (moment));

  vouch_viewer_go_to (self, moment);
  vouch_canvas_change_region (self->canvas, moment);
}
