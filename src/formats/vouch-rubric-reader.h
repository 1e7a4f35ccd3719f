/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-json.h"
#include "vouch-rubric.h"

G_BEGIN_DECLS

VouchRubric *vouch_rubric_reader_read (const VouchJsonCursor *root) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
