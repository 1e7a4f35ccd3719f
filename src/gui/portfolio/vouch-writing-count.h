/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-requirement.h"

G_BEGIN_DECLS

char *vouch_writing_count (VouchRequirement *prompt, const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
