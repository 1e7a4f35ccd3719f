/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-requirement.h"

G_BEGIN_DECLS

gboolean vouch_card_takes_text (VouchRequirement *requirement);
gboolean vouch_card_takes_files (VouchRequirement *requirement);
gboolean vouch_card_takes_recordings (VouchRequirement *requirement);
gboolean vouch_card_takes_voices (VouchRequirement *requirement);

G_END_DECLS
