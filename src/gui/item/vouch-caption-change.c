/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is done to captions on the screen, as use cases that run one after another on the worker: each
 * begins with the captions as they are stored then, so that what was typed a moment ago is in them, and
 * finds the one that is meant by what it says.
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
 *
 * Returns: (transfer full): a change.
 */
VouchCaptionChange *
vouch_caption_change_new (VouchCaptionChangeKind kind, const char *artifact)
{
  VouchCaptionChange *self = g_new0 (VouchCaptionChange, 1);

  self->kind = kind;
  self->artifact = g_strdup (artifact);
  return self;
}

/**
 * vouch_caption_change_aim_at:
 * @self: a change.
 * @was: the caption that it is done to, as it is shown.
 * @i: about where it is.
 *
 * Says which caption is meant.
 */
void
vouch_caption_change_aim_at (VouchCaptionChange *self, VouchCaption *was, guint i)
{
  g_set_object (&self->was, was);
  self->i = i;
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
  g_clear_object (&self->was);
  g_free (self->path);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_pointer (&self->after, g_ptr_array_unref);
  g_free (self);
}

static GPtrArray *
replace (VouchCaptionChange *self, GPtrArray *captions, guint i)
{
  GPtrArray *after = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint k = 0; k < captions->len; k++)
    if (k != i)
      g_ptr_array_add (after, g_object_ref (captions->pdata[k]));
    else if (self->caption != NULL)
      g_ptr_array_add (after, g_object_ref (self->caption));
  if (i >= captions->len)
    g_ptr_array_add (after, g_object_ref (self->caption));
  return after;
}

static GPtrArray *
rearrange (VouchCaptionChange *self, GPtrArray *captions, guint i)
{
  switch (self->kind) {
  case VOUCH_CAPTION_SPLIT: return vouch_caption_edits_split (captions, i, self->time_ms);
  case VOUCH_CAPTION_JOIN: return vouch_caption_edits_join (captions, i);
  case VOUCH_CAPTION_SHIFT: return vouch_caption_edits_shift (captions, i, self->time_ms);
  case VOUCH_CAPTION_REPLACE:
  case VOUCH_CAPTION_REMOVE:
  case VOUCH_CAPTION_ADD:
  case VOUCH_CAPTION_IMPORT:
  default: return replace (self, captions, i);
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
change_captions (GPtrArray *captions, gpointer data, GError **error)
{
  VouchCaptionChange *self = data;
  GPtrArray *after;
  guint i = captions->len;

  if (self->was != NULL && !vouch_captions_find (captions, self->was, self->i, &i)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                         _ ("This caption was changed meanwhile. Nothing was changed."));
    return NULL;
  }
  after = rearrange (self, captions, i);
  if (after == NULL)
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, refusal (self));
  return after;
}

static GPtrArray *
put_in_place (GPtrArray *captions, gpointer data, GError **error)
{
  return g_ptr_array_ref (data);
}

/**
 * vouch_caption_change_make:
 * @workspace: a workspace.
 * @data: a #VouchCaptionChange.
 * @cancellable: (nullable): to stop it.
 * @error: as for vouch_captions_edit().
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
  gboolean reads = self->kind == VOUCH_CAPTION_IMPORT;
  g_autoptr (GPtrArray) read = reads ? vouch_captions_read (self->path, error) : NULL;

  if (reads && read == NULL)
    return NULL;
  self->before =
      vouch_captions_edit (workspace, self->artifact, reads ? put_in_place : change_captions,
                           reads ? (gpointer) read : self, &self->after, cancellable, error);
  return GINT_TO_POINTER (self->before != NULL);
}

/**
 * vouch_caption_change_undo:
 * @workspace: a workspace.
 * @data: a #VouchCaptionChange that was made.
 * @cancellable: (nullable): to stop it.
 * @error: as for vouch_captions_take_back().
 *
 * Brings back what there was before; what was written since stays.
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

  return GINT_TO_POINTER (vouch_captions_take_back (workspace, self->artifact, self->before,
                                                    self->after, cancellable, error));
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
