/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-preview.h"

G_BEGIN_DECLS

/**
 * VouchAssessorLine:
 * @text: the words.
 * @style: how they look: a style class.
 *
 * One paragraph of what an assessor receives.
 */
typedef struct {
  char *text;
  const char *style;
} VouchAssessorLine;

GPtrArray *vouch_assessor_text_write (VouchPreview *preview) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
