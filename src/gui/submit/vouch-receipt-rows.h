/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-history.h"

G_BEGIN_DECLS

void
vouch_receipt_rows_fill (GtkBox *box, VouchHistory *history, const VouchHistoryAttempt *attempt);

G_END_DECLS
