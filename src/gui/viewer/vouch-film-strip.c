/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-film-strip"

#include "config.h"
#include "vouch-film-strip.h"

#include <glib/gi18n.h>

#include "vouch-text.h"

#include "vouch-glance-loader.h"

#define N_PICTURES 10
/* A picture narrower than this shows nothing; there are half as many then. */
#define NARROWEST 60
#define HEIGHT 48
#define PICTURE_WIDTH 160
#define PICTURE_HEIGHT 90

/**
 * VouchFilmStrip:
 *
 * Small pictures out of a video, from its beginning to its end. They are loaded a few in one helper,
 * and not before somebody can see them. `seek` carries the moment that was pressed.
 */
struct _VouchFilmStrip {
  GtkWidget parent_instance;

  VouchGlanceLoader *loader;
  GCancellable *cancellable;
  char *sha256;
  char *file_name;
  gint64 duration_ms;
  GdkTexture *pictures[N_PICTURES]; /* (nullable) each */
  gboolean is_asked;
};

enum {
  SIGNAL_SEEK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchFilmStrip, vouch_film_strip, GTK_TYPE_WIDGET)

typedef struct {
  VouchFilmStrip *self;
  guint i;
} Wished;

static gint64
time_of (VouchFilmStrip *self, guint i)
{
  return self->duration_ms * (2 * (gint64) i + 1) / (2 * N_PICTURES);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Wished *wished = data;
  g_autoptr (VouchFilmStrip) self = wished->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchGlance) glance =
      vouch_glance_loader_load_finish (VOUCH_GLANCE_LOADER (source), result, &error);

  /* A place without its picture stays empty: the player says what there is to say. */
  if (glance == NULL || vouch_glance_get_problem (glance) != NULL ||
      g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->pictures[wished->i]);
  self->pictures[wished->i] = vouch_glance_make_texture (glance);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What is asked for last is loaded first, so the beginning is asked for last. */
static void
ask (VouchFilmStrip *self)
{
  if (self->is_asked || self->duration_ms <= 0 || self->loader == NULL ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->is_asked = TRUE;
  for (guint i = N_PICTURES; i-- > 0;) {
    const VouchGlanceWish wish = { VOUCH_GLANCE_FORM_PICTURE, PICTURE_WIDTH, PICTURE_HEIGHT, 1,
                                   time_of (self, i),         FALSE };
    Wished *wished = g_new0 (Wished, 1);

    wished->self = g_object_ref (self);
    wished->i = i;
    vouch_glance_loader_load_async (self->loader, self->sha256, self->file_name, &wish,
                                    self->cancellable, loaded_cb, wished);
  }
}

static void
vouch_film_strip_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vouch_film_strip_parent_class)->map (widget);
  ask (VOUCH_FILM_STRIP (widget));
}

static void
vouch_film_strip_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 100;
}

/* Fills its place, cut at the sides or above and below. */
static void
append_picture (GtkSnapshot *snapshot, GdkTexture *picture, const graphene_rect_t *box)
{
  float width = (float) gdk_texture_get_width (picture);
  float height = (float) gdk_texture_get_height (picture);
  float scale = MAX (box->size.width / width, box->size.height / height);
  graphene_rect_t whole = GRAPHENE_RECT_INIT (
      box->origin.x + (box->size.width - width * scale) / 2,
      box->origin.y + (box->size.height - height * scale) / 2, width * scale, height * scale);

  gtk_snapshot_push_clip (snapshot, box);
  gtk_snapshot_append_texture (snapshot, picture, &whole);
  gtk_snapshot_pop (snapshot);
}

static void
vouch_film_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VouchFilmStrip *self = VOUCH_FILM_STRIP (widget);
  guint by = gtk_widget_get_width (widget) < N_PICTURES * NARROWEST ? 2 : 1;
  float width = (float) gtk_widget_get_width (widget) * (float) by / N_PICTURES;

  for (guint i = 0; i < N_PICTURES; i += by) {
    graphene_rect_t box =
        GRAPHENE_RECT_INIT ((float) (i / by) * width, 0, width - 1, (float) HEIGHT);

    if (self->pictures[i] != NULL)
      append_picture (snapshot, self->pictures[i], &box);
  }
}

static void
pressed_cb (VouchFilmStrip *self, int n_press, double x, double y)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (self->duration_ms > 0 && width > 0)
    g_signal_emit (self, signals[SIGNAL_SEEK], 0,
                   (gint64) (CLAMP (x / width, 0, 1) * (double) self->duration_ms));
}

static void
forget (VouchFilmStrip *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->loader);
  for (guint i = 0; i < N_PICTURES; i++)
    g_clear_object (&self->pictures[i]);
  self->is_asked = FALSE;
}

static void
vouch_film_strip_dispose (GObject *object)
{
  forget (VOUCH_FILM_STRIP (object));

  G_OBJECT_CLASS (vouch_film_strip_parent_class)->dispose (object);
}

static void
vouch_film_strip_finalize (GObject *object)
{
  VouchFilmStrip *self = VOUCH_FILM_STRIP (object);

  g_free (self->sha256);
  g_free (self->file_name);

  G_OBJECT_CLASS (vouch_film_strip_parent_class)->finalize (object);
}

static void
vouch_film_strip_class_init (VouchFilmStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_film_strip_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_film_strip_finalize;
  widget_class->map = vouch_film_strip_map;
  widget_class->measure = vouch_film_strip_measure;
  widget_class->snapshot = vouch_film_strip_snapshot;

  signals[SIGNAL_SEEK] = g_signal_new ("seek", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_css_name (widget_class, "filmstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vouch_film_strip_init (VouchFilmStrip *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * vouch_film_strip_show:
 * @self: a strip.
 * @workspace: the workspace.
 * @sha256: a video of the library.
 * @file_name: (nullable): the name it came with.
 *
 * Shows a video.
 */
void
vouch_film_strip_show (VouchFilmStrip *self,
                       VouchWorkspace *workspace,
                       const char *sha256,
                       const char *file_name)
{
  g_return_if_fail (VOUCH_IS_FILM_STRIP (self) && sha256 != NULL);

  forget (self);
  self->loader = vouch_glance_loader_get (workspace);
  self->cancellable = g_cancellable_new ();
  g_free (self->sha256);
  self->sha256 = g_strdup (sha256);
  g_free (self->file_name);
  self->file_name = g_strdup (file_name);
  ask (self);
}

/**
 * vouch_film_strip_set_duration:
 * @self: a strip.
 * @duration_ms: how long the video is; 0 while that is not known.
 *
 * Says over how long a time the pictures are spread.
 */
void
vouch_film_strip_set_duration (VouchFilmStrip *self, gint64 duration_ms)
{
  g_autofree char *every = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (VOUCH_IS_FILM_STRIP (self));

  if (self->duration_ms == duration_ms)
    return;
  self->duration_ms = duration_ms;
  every = vouch_text_format_duration (duration_ms / N_PICTURES);
  /* Translators: %s is a time such as 3:05. */
  words = g_strdup_printf (_ ("Small pictures of the recording, one every %s"), every);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  ask (self);
}
