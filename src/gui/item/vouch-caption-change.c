/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is done to captions on the screen, as use cases that run one after another on the worker: each
 * begins with the captions as they are stored then, so that what was typed a moment ago is in them.
 */
#define G_LOG_DOMAIN "vouch-caption-change"

#include "config.h"
#include "vouch-caption-change.h"

#include <glib/gi18n.h>

#include "vouch-caption-edits.h"
#include "vouch-captions.h"
#include "vouch-error.h"

/**
 * vouch_caption_change_new:
 * @kind: what is done.
 * @artifact: the recording.
 * @i: to which caption.
 *
 * Returns: (transfer full): a change.
 */
VouchCaptionChange *
vouch_caption_change_new (VouchCaptionChangeKind kind, const char *artifact, guint i)
{
  VouchCaptionChange *self = g_new0 (VouchCaptionChange, 1);

  self->kind = kind;
  self->artifact = g_strdup (artifact);
  self->i = i;
  return self;
}

/**
 * vouch_caption_change_free:
 * @self: a change.
 *
 * Frees it.
 */
void
vouch_caption_change_free (VouchCaptionChange *self)
{
  g_free (self->artifact);
  g_clear_object (&self->caption);
  g_free (self->path);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_free (self);
}

static GPtrArray *
rearrange (VouchCaptionChange *self, GPtrArray *captions)
{
  switch (self->kind) {
  case VOUCH_CAPTION_SPLIT: return vouch_caption_edits_split (captions, self->i, self->time_ms);
  case VOUCH_CAPTION_JOIN: return vouch_caption_edits_join (captions, self->i);
  case VOUCH_CAPTION_SHIFT: return vouch_caption_edits_shift (captions, self->i, self->time_ms);
  case VOUCH_CAPTION_ADD:
  case VOUCH_CAPTION_REPLACE:
  case VOUCH_CAPTION_REMOVE:
  case VOUCH_CAPTION_IMPORT:
  default: return NULL;
  }
}

static const char *
refusal (VouchCaptionChange *self)
{
  if (self->kind == VOUCH_CAPTION_SPLIT)
    return _ ("This caption cannot be parted: it has one word, or it is too short.");
  return _ ("There is no caption after this one to join it with.");
}

static GPtrArray *
make_rearranged (VouchWorkspace *workspace,
                 VouchCaptionChange *self,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GPtrArray) captions =
      vouch_captions_list (workspace, self->artifact, cancellable, error);
  g_autoptr (GPtrArray) after = NULL;

  if (captions == NULL)
    return NULL;
  if (self->i < captions->len)
    after = rearrange (self, captions);
  if (after == NULL) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, refusal (self));
    return NULL;
  }
  return vouch_captions_set (workspace, self->artifact, after, cancellable, error);
}

/**
 * vouch_caption_change_make:
 * @workspace: a workspace.
 * @data: a #VouchCaptionChange.
 * @cancellable: (nullable): to stop it.
 * @error: as for vouch_captions_set().
 *
 * Makes the change, and keeps what there was before.
 *
 * Returns: (nullable): something, when it was made.
 */
gpointer
vouch_caption_change_make (VouchWorkspace *workspace,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error)
{
  VouchCaptionChange *self = data;

  switch (self->kind) {
  case VOUCH_CAPTION_ADD:
    self->before =
        vouch_captions_add (workspace, self->artifact, self->caption, cancellable, error);
    break;
  case VOUCH_CAPTION_REPLACE:
  case VOUCH_CAPTION_REMOVE:
    self->before = vouch_captions_replace (workspace, self->artifact, self->i, self->caption,
                                           cancellable, error);
    break;
  case VOUCH_CAPTION_IMPORT:
    self->before =
        vouch_captions_import (workspace, self->artifact, self->path, cancellable, error);
    break;
  case VOUCH_CAPTION_SPLIT:
  case VOUCH_CAPTION_JOIN:
  case VOUCH_CAPTION_SHIFT:
  default: self->before = make_rearranged (workspace, self, cancellable, error);
  }
  return GINT_TO_POINTER (self->before != NULL);
}

/**
 * vouch_caption_change_undo:
 * @workspace: a workspace.
 * @data: a #VouchCaptionChange that was made.
 * @cancellable: (nullable): to stop it.
 * @error: as for vouch_captions_set().
 *
 * Brings back what there was before.
 *
 * Returns: (nullable): something, when it was done.
 */
gpointer
vouch_caption_change_undo (VouchWorkspace *workspace,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error)
{
  VouchCaptionChange *self = data;
  g_autoptr (GPtrArray) replaced =
      vouch_captions_set (workspace, self->artifact, self->before, cancellable, error);

  return GINT_TO_POINTER (replaced != NULL);
}

/**
 * vouch_caption_change_describe:
 * @self: a change.
 *
 * Returns: (transfer none) (nullable): what was done, in a few words, where it can be taken back; %NULL
 *   for what is typed.
 */
const char *
vouch_caption_change_describe (const VouchCaptionChange *self)
{
  switch (self->kind) {
  case VOUCH_CAPTION_REMOVE: return _ ("Caption taken away");
  case VOUCH_CAPTION_SPLIT: return _ ("Caption split");
  case VOUCH_CAPTION_JOIN: return _ ("Captions joined");
  case VOUCH_CAPTION_SHIFT: return _ ("Captions moved in time");
  case VOUCH_CAPTION_IMPORT: return _ ("Captions read from the file");
  case VOUCH_CAPTION_ADD:
  case VOUCH_CAPTION_REPLACE:
  default: return NULL;
  }
}
