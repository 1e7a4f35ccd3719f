/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-thumbnail"

#include "config.h"
#include "vouch-thumbnail.h"

#include <glib/gi18n.h>

#include "vouch-glances.h"

#include "vouch-glance-loader.h"
#include "vouch-waveform.h"

#define PEAKS 120

/**
 * VouchThumbnail:
 *
 * A small picture of a file: the picture itself, a page, a moment of a video, or the waveform of a
 * sound; a sign of its kind while it is loaded and where there is no picture. It loads while it can be
 * seen. Its size is that which is requested of it.
 */
struct _VouchThumbnail {
  GtkWidget parent_instance;

  VouchGlanceLoader *loader;
  GCancellable *cancellable; /* of what is being loaded */
  char *sha256;
  char *file_name;
  VouchMedia media;
  gboolean loaded;

  GtkWidget *stack;
  GtkImage *icon;
  GtkPicture *picture;
  VouchWaveform *waveform;
};

G_DEFINE_FINAL_TYPE (VouchThumbnail, vouch_thumbnail, GTK_TYPE_WIDGET)

static const char *
icon_for (VouchMedia media)
{
  switch (media) {
  case VOUCH_MEDIA_VIDEO: return "video-x-generic-symbolic";
  case VOUCH_MEDIA_AUDIO: return "audio-x-generic-symbolic";
  case VOUCH_MEDIA_IMAGE: return "image-x-generic-symbolic";
  case VOUCH_MEDIA_DATA: return "x-office-spreadsheet-symbolic";
  case VOUCH_MEDIA_TEXT:
  case VOUCH_MEDIA_DOCUMENT:
  case VOUCH_MEDIA_NONE:
  default: return "x-office-document-symbolic";
  }
}

static const char *
words_for (VouchMedia media)
{
  switch (media) {
  case VOUCH_MEDIA_VIDEO: return _ ("Video");
  case VOUCH_MEDIA_AUDIO: return _ ("Sound");
  case VOUCH_MEDIA_IMAGE: return _ ("Picture");
  case VOUCH_MEDIA_DATA: return _ ("Table");
  case VOUCH_MEDIA_TEXT: return _ ("Text");
  case VOUCH_MEDIA_DOCUMENT:
  case VOUCH_MEDIA_NONE:
  default: return _ ("Document");
  }
}

static VouchGlanceWish
wish_for (VouchMedia media)
{
  VouchGlanceWish wish = {
    VOUCH_GLANCE_FORM_PICTURE, VOUCH_GLANCES_SMALL, VOUCH_GLANCES_SMALL, 1, -1, FALSE
  };

  if (media == VOUCH_MEDIA_AUDIO) {
    wish.form = VOUCH_GLANCE_FORM_WAVEFORM;
    wish.width = PEAKS;
  }
  return wish;
}

static void
show_glance (VouchThumbnail *self, VouchGlance *glance)
{
  g_autoptr (GdkTexture) texture = NULL;

  self->loaded = TRUE;
  if (vouch_glance_get_problem (glance) != NULL)
    return;
  if (vouch_glance_get_shape (glance)->form == VOUCH_GLANCE_FORM_WAVEFORM) {
    vouch_waveform_set_peaks (self->waveform, vouch_glance_get_data (glance));
    gtk_stack_set_visible_child (GTK_STACK (self->stack), GTK_WIDGET (self->waveform));
    return;
  }
  texture = vouch_glance_make_texture (glance);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), GTK_WIDGET (self->picture));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchThumbnail) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchGlance) glance =
      vouch_glance_loader_load_finish (VOUCH_GLANCE_LOADER (source), result, &error);

  /* Without a helper the sign of its kind stays; the page of the file says why. */
  if (glance == NULL)
    return;
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->cancellable);
  show_glance (self, glance);
}

static void
stop (VouchThumbnail *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
load (VouchThumbnail *self)
{
  VouchGlanceWish wish = wish_for (self->media);
  VouchGlance *known;

  if (self->loaded || self->sha256 == NULL || self->cancellable != NULL ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  known = vouch_glance_loader_peek (self->loader, self->sha256, &wish);
  if (known != NULL) {
    show_glance (self, known);
    return;
  }
  self->cancellable = g_cancellable_new ();
  vouch_glance_loader_load_async (self->loader, self->sha256, self->file_name, &wish,
                                  self->cancellable, loaded_cb, g_object_ref (self));
}

static void
vouch_thumbnail_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vouch_thumbnail_parent_class)->map (widget);
  load (VOUCH_THUMBNAIL (widget));
}

static void
vouch_thumbnail_unmap (GtkWidget *widget)
{
  stop (VOUCH_THUMBNAIL (widget));
  GTK_WIDGET_CLASS (vouch_thumbnail_parent_class)->unmap (widget);
}

static void
vouch_thumbnail_dispose (GObject *object)
{
  VouchThumbnail *self = VOUCH_THUMBNAIL (object);

  stop (self);
  g_clear_object (&self->loader);
  g_clear_pointer (&self->stack, gtk_widget_unparent);

  G_OBJECT_CLASS (vouch_thumbnail_parent_class)->dispose (object);
}

static void
vouch_thumbnail_finalize (GObject *object)
{
  VouchThumbnail *self = VOUCH_THUMBNAIL (object);

  g_free (self->sha256);
  g_free (self->file_name);

  G_OBJECT_CLASS (vouch_thumbnail_parent_class)->finalize (object);
}

static void
vouch_thumbnail_class_init (VouchThumbnailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_thumbnail_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_thumbnail_finalize;
  widget_class->map = vouch_thumbnail_map;
  widget_class->unmap = vouch_thumbnail_unmap;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vouch_thumbnail_init (VouchThumbnail *self)
{
  self->stack = gtk_stack_new ();
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->picture = GTK_PICTURE (gtk_picture_new ());
  self->waveform = VOUCH_WAVEFORM (vouch_waveform_new ());
  gtk_image_set_icon_size (self->icon, GTK_ICON_SIZE_LARGE);
  gtk_picture_set_content_fit (self->picture, GTK_CONTENT_FIT_CONTAIN);
  gtk_picture_set_can_shrink (self->picture, TRUE);
  gtk_stack_add_child (GTK_STACK (self->stack), GTK_WIDGET (self->icon));
  gtk_stack_add_child (GTK_STACK (self->stack), GTK_WIDGET (self->picture));
  gtk_stack_add_child (GTK_STACK (self->stack), GTK_WIDGET (self->waveform));
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * vouch_thumbnail_new:
 *
 * Returns: (transfer floating): a thumbnail of nothing yet.
 */
GtkWidget *
vouch_thumbnail_new (void)
{
  return g_object_new (VOUCH_TYPE_THUMBNAIL, NULL);
}

/**
 * vouch_thumbnail_show:
 * @self: a thumbnail.
 * @workspace: the workspace.
 * @sha256: (nullable): a file of the library; %NULL for a typed text.
 * @file_name: (nullable): the name it came with.
 * @media: what it counts as.
 *
 * Shows a file. The same file again is not loaded again.
 */
void
vouch_thumbnail_show (VouchThumbnail *self,
                      VouchWorkspace *workspace,
                      const char *sha256,
                      const char *file_name,
                      VouchMedia media)
{
  g_return_if_fail (VOUCH_IS_THUMBNAIL (self) && VOUCH_IS_WORKSPACE (workspace));

  if (self->loader != NULL && g_strcmp0 (self->sha256, sha256) == 0 && self->media == media)
    return;
  stop (self);
  g_clear_object (&self->loader);
  self->loader = vouch_glance_loader_get (workspace);
  g_free (self->sha256);
  self->sha256 = g_strdup (sha256);
  g_free (self->file_name);
  self->file_name = g_strdup (file_name);
  self->media = media;
  self->loaded = FALSE;
  gtk_image_set_from_icon_name (self->icon, icon_for (media));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), GTK_WIDGET (self->icon));
  gtk_picture_set_paintable (self->picture, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words_for (media), -1);
  load (self);
}
