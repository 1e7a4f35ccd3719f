/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-signs.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_RECORD_ROW (vouch_record_row_get_type ())
G_DECLARE_FINAL_TYPE (VouchRecordRow, vouch_record_row, VOUCH, RECORD_ROW, AdwActionRow)

void vouch_record_row_say (VouchRecordRow *self, VouchSign sign, const char *text);

G_END_DECLS
