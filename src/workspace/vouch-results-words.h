/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-document.h"
#include "vouch-result-table.h"

G_BEGIN_DECLS

char **vouch_results_list_words (VouchResultTable *table) G_GNUC_WARN_UNUSED_RESULT;
VouchDocument *vouch_results_describe (VouchResultTable *table) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
