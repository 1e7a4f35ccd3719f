/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

void vouch_people_print_letter (VouchPage *page, const char *class_id);
void vouch_people_print_list (VouchPage *page, const char *class_id, gboolean with_names);

G_END_DECLS
