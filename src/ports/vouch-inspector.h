/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vouch-facts.h"
#include "vouch-glance.h"

G_BEGIN_DECLS

/**
 * VouchDerivation:
 * @clean: leave out every embedded information that could tell who made the file.
 * @has_range: keep only what lies between @start_ms and @end_ms of a recording.
 * @start_ms: begin of the range, in milliseconds.
 * @end_ms: end of the range.
 * @file_name_hint: (nullable): the name of the original, used when the copy is measured.
 *
 * How a copy differs from its original. A copy with a range is always clean as well.
 */
typedef struct {
  gboolean clean;
  gboolean has_range;
  gint64 start_ms;
  gint64 end_ms;
  const char *file_name_hint;
} VouchDerivation;

/**
 * VouchGlanceSource:
 * @fd: a regular file open for reading; it stays open.
 * @wish: what of it is to be shown.
 *
 * One file to be shown.
 */
typedef struct {
  int fd;
  VouchGlanceWish wish;
} VouchGlanceSource;

/**
 * VouchGlanceFunc:
 * @index: which of the files.
 * @glance: what it looks like, or why it cannot be shown.
 * @data: the caller's data.
 *
 * Takes a glance; runs on the thread of the call.
 */
typedef void (*VouchGlanceFunc) (guint index, VouchGlance *glance, gpointer data);

#define VOUCH_TYPE_INSPECTOR (vouch_inspector_get_type ())
G_DECLARE_INTERFACE (VouchInspector, vouch_inspector, VOUCH, INSPECTOR, GObject)

/**
 * VouchInspectorInterface:
 * @get_version: which reader this is; facts made by another version are to be measured again.
 * @read_facts: measures a file.
 * @derive: writes a cleaned or cut copy and measures that.
 * @glance: shows files as pixels, waveforms, text or tables.
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
  gboolean (*glance) (VouchInspector *self,
                      const VouchGlanceSource *sources,
                      guint n_sources,
                      VouchGlanceFunc func,
                      gpointer data,
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
gboolean vouch_inspector_glance (VouchInspector *self,
                                 const VouchGlanceSource *sources,
                                 guint n_sources,
                                 VouchGlanceFunc func,
                                 gpointer data,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
