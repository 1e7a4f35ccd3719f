/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchTextDraft:
 * @text: what is typed.
 * @citations: (element-type VouchCitation): what it refers to.
 * @student: (nullable): the key of the student whose words they are, "" for none.
 *
 * What is to be saved.
 */
typedef struct {
  char *text;
  GPtrArray *citations;
  char *student;
} VouchTextDraft;

/**
 * VouchTextDraftFunc:
 * @draft: (out caller-allocates): filled with what is typed now.
 * @data: user data.
 *
 * Says what is to be saved.
 */
typedef void (*VouchTextDraftFunc) (VouchTextDraft *draft, gpointer data);

#define VOUCH_TYPE_TEXT_SAVER (vouch_text_saver_get_type ())
G_DECLARE_FINAL_TYPE (VouchTextSaver, vouch_text_saver, VOUCH, TEXT_SAVER, GObject)

VouchTextSaver *vouch_text_saver_new (VouchWorkspace *workspace,
                                      const char *portfolio,
                                      const char *prompt,
                                      VouchTextDraftFunc draft,
                                      gpointer data) G_GNUC_WARN_UNUSED_RESULT;

void vouch_text_saver_touch (VouchTextSaver *self);
void vouch_text_saver_stop (VouchTextSaver *self);
gboolean vouch_text_saver_is_settled (VouchTextSaver *self);
const char *vouch_text_saver_get_problem (VouchTextSaver *self);
const char *vouch_text_saver_get_answer (VouchTextSaver *self);
void vouch_text_saver_set_answer (VouchTextSaver *self, const char *answer);
gboolean vouch_text_saver_flush (VouchTextSaver *self, GError **error);

G_END_DECLS
