/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-caption.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchCaptionChangeKind:
 *
 * What is done to the captions of a recording.
 */
typedef enum {
  VOUCH_CAPTION_ADD,
  VOUCH_CAPTION_REPLACE,
  VOUCH_CAPTION_REMOVE,
  VOUCH_CAPTION_SPLIT,
  VOUCH_CAPTION_JOIN,
  VOUCH_CAPTION_SHIFT,
  VOUCH_CAPTION_IMPORT,
} VouchCaptionChangeKind;

/**
 * VouchCaptionChange:
 * @kind: what is done.
 * @artifact: the recording.
 * @i: about where the caption is that it is done to.
 * @was: (nullable): that caption, as it is shown.
 * @time_ms: where it is split, or how far it is moved.
 * @caption: (nullable): what stands there from now on.
 * @path: (nullable): the file that is read.
 * @before: (nullable) (element-type VouchCaption): what there was, once it is done.
 * @after: (nullable) (element-type VouchCaption): what there is then.
 *
 * A change to captions, to be made off the main loop.
 */
typedef struct {
  VouchCaptionChangeKind kind;
  char *artifact;
  guint i;
  VouchCaption *was;
  gint64 time_ms;
  VouchCaption *caption;
  char *path;
  GPtrArray *before;
  GPtrArray *after;
} VouchCaptionChange;

VouchCaptionChange *vouch_caption_change_new (VouchCaptionChangeKind kind,
                                              const char *artifact) G_GNUC_WARN_UNUSED_RESULT;
void vouch_caption_change_aim_at (VouchCaptionChange *self, VouchCaption *was, guint i);
void vouch_caption_change_free (VouchCaptionChange *self);
gpointer vouch_caption_change_make (VouchWorkspace *workspace,
                                    gpointer data,
                                    GCancellable *cancellable,
                                    GError **error);
gpointer vouch_caption_change_undo (VouchWorkspace *workspace,
                                    gpointer data,
                                    GCancellable *cancellable,
                                    GError **error);
const char *vouch_caption_change_describe (const VouchCaptionChange *self);

G_END_DECLS
