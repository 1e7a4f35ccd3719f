/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Over budget: an interface is one list, and what is asked of a reader is read in one place. */

#include <gio/gio.h>

#include "vouch-facts.h"
#include "vouch-inspector-encode.h"
#include "vouch-inspector-requests.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_INSPECTOR (vouch_inspector_get_type ())
G_DECLARE_INTERFACE (VouchInspector, vouch_inspector, VOUCH, INSPECTOR, GObject)

/**
 * VouchInspectorInterface:
 * @get_version: which reader this is; facts made by another version are to be measured again.
 * @read_facts: measures a file.
 * @derive: writes a cleaned or cut copy and measures that.
 * @play: plays a recording.
 * @browse: shows one frame of a video after another.
 * @listen: makes a map of the sound of a recording.
 * @glance: shows files as pixels, waveforms, text or tables.
 * @encode: takes a step in coding a recording anew.
 * @list_formats: tells which kinds of recording can be written here.
 *
 * Looks into files of any origin. All calls block and may be made from any thread.
 */
struct _VouchInspectorInterface {
  GTypeInterface parent_iface;

  const char *(*get_version) (VouchInspector *self);
  VouchFacts *(*read_facts) (VouchInspector *self,
                             int fd,
                             const char *file_name_hint,
                             GCancellable *cancellable,
                             GError **error);
  gboolean (*derive) (VouchInspector *self,
                      int source_fd,
                      int target_fd,
                      const VouchDerivation *what,
                      VouchFacts **result_facts,
                      GCancellable *cancellable,
                      GError **error);
  gboolean (*play) (VouchInspector *self,
                    int fd,
                    const VouchPlaying *what,
                    VouchPlayFunc func,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error);
  gboolean (*browse) (VouchInspector *self,
                      int fd,
                      const VouchBrowsing *what,
                      GCancellable *cancellable,
                      GError **error);
  VouchSoundMap *(*listen) (VouchInspector *self,
                            int fd,
                            VouchListenFunc func,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error);
  gboolean (*glance) (VouchInspector *self,
                      const VouchGlanceSource *sources,
                      guint n_sources,
                      VouchGlanceFunc func,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error);
  gboolean (*encode) (VouchInspector *self,
                      const VouchEncodeWork *work,
                      GCancellable *cancellable,
                      GError **error);
  char **(*list_formats) (VouchInspector *self,
                          gboolean with_picture,
                          GCancellable *cancellable,
                          GError **error);
};

const char *vouch_inspector_get_version (VouchInspector *self);
VouchFacts *vouch_inspector_read_facts (VouchInspector *self,
                                        int fd,
                                        const char *file_name_hint,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_inspector_derive (VouchInspector *self,
                                 int source_fd,
                                 int target_fd,
                                 const VouchDerivation *what,
                                 VouchFacts **result_facts,
                                 GCancellable *cancellable,
                                 GError **error);
gboolean vouch_inspector_play (VouchInspector *self,
                               int fd,
                               const VouchPlaying *what,
                               VouchPlayFunc func,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error);
gboolean vouch_inspector_browse (VouchInspector *self,
                                 int fd,
                                 const VouchBrowsing *what,
                                 GCancellable *cancellable,
                                 GError **error);
VouchSoundMap *vouch_inspector_listen (VouchInspector *self,
                                       int fd,
                                       VouchListenFunc func,
                                       gpointer data,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_inspector_glance (VouchInspector *self,
                                 const VouchGlanceSource *sources,
                                 guint n_sources,
                                 VouchGlanceFunc func,
                                 gpointer data,
                                 GCancellable *cancellable,
                                 GError **error);
gboolean vouch_inspector_encode (VouchInspector *self,
                                 const VouchEncodeWork *work,
                                 GCancellable *cancellable,
                                 GError **error);
char **vouch_inspector_list_formats (VouchInspector *self,
                                     gboolean with_picture,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
