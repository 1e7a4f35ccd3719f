/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-inspector"

#include "config.h"
#include "vouch-inspector.h"

G_DEFINE_INTERFACE (VouchInspector, vouch_inspector, G_TYPE_OBJECT)

static void
vouch_inspector_default_init (VouchInspectorInterface *iface)
{
}

/**
 * vouch_inspector_get_version:
 * @self: an inspector.
 *
 * Returns: (transfer none): which version measures; part of the key under which facts are kept.
 */
const char *
vouch_inspector_get_version (VouchInspector *self)
{
  g_return_val_if_fail (VOUCH_IS_INSPECTOR (self), NULL);
  return VOUCH_INSPECTOR_GET_IFACE (self)->get_version (self);
}

/**
 * vouch_inspector_read_facts:
 * @self: an inspector.
 * @fd: a regular file open for reading; read from its beginning whatever its position, which may
 *   be moved. It stays open.
 * @file_name_hint: (nullable): the name the file came with. It only tells apart what the bytes
 *   leave open, such as a table and a text.
 * @cancellable: (nullable): stops the work and ends the helper.
 * @error: %VOUCH_ERROR_CANCELLED; %VOUCH_ERROR_DEVICE when no helper could be started.
 *
 * Measures a file. A file that cannot be read, however it is broken, is no error: the facts say so.
 *
 * Returns: (transfer full) (nullable): facts that are known or unreadable.
 */
VouchFacts *
vouch_inspector_read_facts (VouchInspector *self,
                            int fd,
                            const char *file_name_hint,
                            GCancellable *cancellable,
                            GError **error)
{
  g_return_val_if_fail (VOUCH_IS_INSPECTOR (self), NULL);
  g_return_val_if_fail (fd >= 0, NULL);

  return VOUCH_INSPECTOR_GET_IFACE (self)->read_facts (self, fd, file_name_hint, cancellable,
                                                       error);
}

/**
 * vouch_inspector_derive:
 * @self: an inspector.
 * @source_fd: the original, a regular file open for reading. It is never written to.
 * @target_fd: an empty regular file open for reading and writing, which receives the copy. After
 *   an error its content is of no use.
 * @what: how the copy is to differ.
 * @result_facts: (out) (transfer full): the facts of the copy, measured after it was written: it
 *   carries nothing that could identify somebody, can be read to its end, and is no longer than
 *   the range.
 * @cancellable: (nullable): stops the work and ends the helper.
 * @error: %VOUCH_ERROR_INVALID when this type cannot be cleaned or the range is outside the
 *   recording; %VOUCH_ERROR_CORRUPT when the original cannot be read to its end or the copy did
 *   not pass the check; %VOUCH_ERROR_NO_SPACE; %VOUCH_ERROR_DEVICE; %VOUCH_ERROR_CANCELLED.
 *
 * Writes a copy that may be sent.
 *
 * Returns: whether the copy was made and passed the check.
 */
gboolean
vouch_inspector_derive (VouchInspector *self,
                        int source_fd,
                        int target_fd,
                        const VouchDerivation *what,
                        VouchFacts **result_facts,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (VOUCH_IS_INSPECTOR (self), FALSE);
  g_return_val_if_fail (source_fd >= 0 && target_fd >= 0 && source_fd != target_fd, FALSE);
  g_return_val_if_fail (what != NULL && result_facts != NULL, FALSE);

  return VOUCH_INSPECTOR_GET_IFACE (self)->derive (self, source_fd, target_fd, what, result_facts,
                                                   cancellable, error);
}

/**
 * vouch_inspector_play:
 * @self: an inspector.
 * @fd: a recording open for reading; it stays open.
 * @what: which part of it.
 * @func: (scope call): hears of every picture when it is due, and of the time in between.
 * @data: for @func.
 * @cancellable: (nullable): stops it; this is how a recording is paused.
 * @error: %VOUCH_ERROR_CANCELLED; %VOUCH_ERROR_CORRUPT when the recording cannot be played on;
 *   %VOUCH_ERROR_DEVICE when no helper could be started.
 *
 * Plays a recording, in time, until its end. Where this computer has no sound it is played without.
 *
 * Returns: whether it was played to the end.
 */
gboolean
vouch_inspector_play (VouchInspector *self,
                      int fd,
                      const VouchPlaying *what,
                      VouchPlayFunc func,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (VOUCH_IS_INSPECTOR (self) && fd >= 0, FALSE);
  g_return_val_if_fail (what != NULL && func != NULL, FALSE);
  g_return_val_if_fail (what->start_ms >= 0 && what->end_ms >= what->start_ms, FALSE);
  g_return_val_if_fail (what->speed >= 50 && what->speed <= 200, FALSE);

  return VOUCH_INSPECTOR_GET_IFACE (self)->play (self, fd, what, func, data, cancellable, error);
}

/**
 * vouch_inspector_browse:
 * @self: an inspector.
 * @fd: a video open for reading; it stays open.
 * @what: who looks, and how large.
 * @cancellable: (nullable): stops it, also while a frame is looked for.
 * @error: %VOUCH_ERROR_CANCELLED; %VOUCH_ERROR_CORRUPT when the file brought the helper down;
 *   %VOUCH_ERROR_DEVICE when no helper could be started.
 *
 * Shows one frame of a video after another, each in a few hundredths of a second, since the video stays
 * open meanwhile.
 *
 * Returns: whether it went well until there were no more wishes.
 */
gboolean
vouch_inspector_browse (VouchInspector *self,
                        int fd,
                        const VouchBrowsing *what,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (VOUCH_IS_INSPECTOR (self) && fd >= 0, FALSE);
  g_return_val_if_fail (what != NULL && what->ask != NULL && what->show != NULL, FALSE);

  return VOUCH_INSPECTOR_GET_IFACE (self)->browse (self, fd, what, cancellable, error);
}

/**
 * vouch_inspector_listen:
 * @self: an inspector.
 * @fd: a recording open for reading; it stays open.
 * @func: (nullable) (scope call): hears how far it is.
 * @data: for @func.
 * @cancellable: (nullable): stops the work and ends the helper.
 * @error: %VOUCH_ERROR_CANCELLED; %VOUCH_ERROR_INVALID when there is no sound that can be played;
 *   %VOUCH_ERROR_CORRUPT when the file brought the helper down before anything was heard;
 *   %VOUCH_ERROR_DEVICE when no helper could be started.
 *
 * Listens to a recording from its beginning to its end. What cannot be heard to its end gives a map of
 * what was heard, which says that it is damaged.
 *
 * Returns: (transfer full) (nullable): a map of its sound.
 */
VouchSoundMap *
vouch_inspector_listen (VouchInspector *self,
                        int fd,
                        VouchListenFunc func,
                        gpointer data,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (VOUCH_IS_INSPECTOR (self) && fd >= 0, NULL);

  return VOUCH_INSPECTOR_GET_IFACE (self)->listen (self, fd, func, data, cancellable, error);
}

/**
 * vouch_inspector_glance:
 * @self: an inspector.
 * @sources: (array length=n_sources): files and what of them is to be shown.
 * @n_sources: how many.
 * @func: (scope call): takes each glance as soon as it is made, in the order of @sources.
 * @data: for @func.
 * @cancellable: (nullable): stops the work and ends the helper.
 * @error: %VOUCH_ERROR_CANCELLED; %VOUCH_ERROR_DEVICE when no helper could be started.
 *
 * Shows files. One that cannot be shown, or that brings the helper down, gets a glance that says so;
 * the files after it are shown all the same.
 *
 * Returns: whether @func was called for each file.
 */
gboolean
vouch_inspector_glance (VouchInspector *self,
                        const VouchGlanceSource *sources,
                        guint n_sources,
                        VouchGlanceFunc func,
                        gpointer data,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (VOUCH_IS_INSPECTOR (self), FALSE);
  g_return_val_if_fail (sources != NULL && n_sources > 0 && func != NULL, FALSE);
  for (guint i = 0; i < n_sources; i++)
    g_return_val_if_fail (sources[i].fd >= 0 && vouch_glance_wish_is_valid (&sources[i].wish),
                          FALSE);

  return VOUCH_INSPECTOR_GET_IFACE (self)->glance (self, sources, n_sources, func, data,
                                                   cancellable, error);
}

/**
 * vouch_inspector_encode:
 * @self: an inspector.
 * @work: the step.
 * @cancellable: (nullable): to stop it; what was told to be safe stays.
 * @error: %VOUCH_ERROR_CORRUPT when the original is damaged, %VOUCH_ERROR_INVALID when it cannot be written
 *   like that here, %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_DEVICE, %VOUCH_ERROR_CANCELLED.
 *
 * Takes a step in coding a recording anew. The copy that comes of it is to be measured before it counts.
 *
 * Returns: whether the step is done.
 */
gboolean
vouch_inspector_encode (VouchInspector *self,
                        const VouchEncodeWork *work,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (VOUCH_IS_INSPECTOR (self) && work != NULL && work->encoding != NULL, FALSE);

  return VOUCH_INSPECTOR_GET_IFACE (self)->encode (self, work, cancellable, error);
}

/**
 * vouch_inspector_list_formats:
 * @self: an inspector.
 * @with_picture: whether there is to be a picture.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_DEVICE, %VOUCH_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): the usual extensions of recordings that can be written on this
 *   computer.
 */
char **
vouch_inspector_list_formats (VouchInspector *self,
                              gboolean with_picture,
                              GCancellable *cancellable,
                              GError **error)
{
  g_return_val_if_fail (VOUCH_IS_INSPECTOR (self), NULL);

  return VOUCH_INSPECTOR_GET_IFACE (self)->list_formats (self, with_picture, cancellable, error);
}
