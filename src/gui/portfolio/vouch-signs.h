/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-finding.h"
#include "vouch-report.h"

G_BEGIN_DECLS

/**
 * VouchSign:
 * @VOUCH_SIGN_COMPLETE: ✓ nothing is open.
 * @VOUCH_SIGN_OPEN: ○ something is.
 * @VOUCH_SIGN_LOOK: ! something only the teacher can say.
 * @VOUCH_SIGN_ADVICE: ℹ advice; it never stops anybody.
 * @VOUCH_SIGN_NOT_NEEDED: – nothing has to be here.
 *
 * The signs of the whole portfolio: each has a glyph, a word and a style, so that colour is never
 * the only one.
 */
typedef enum {
  VOUCH_SIGN_COMPLETE,
  VOUCH_SIGN_OPEN,
  VOUCH_SIGN_LOOK,
  VOUCH_SIGN_ADVICE,
  VOUCH_SIGN_NOT_NEEDED,
} VouchSign;

const char *vouch_sign_get_glyph (VouchSign sign);
const char *vouch_sign_get_word (VouchSign sign);
const char *vouch_sign_get_style (VouchSign sign);
VouchSign vouch_sign_of_finding (VouchFinding *finding);
VouchSign vouch_sign_of_requirement (VouchReport *report, const char *requirement);
VouchSign vouch_sign_of_part (VouchReport *report, const char *part);
void vouch_sign_count_part (VouchReport *report, const char *part, guint *complete, guint *needed);

G_END_DECLS
