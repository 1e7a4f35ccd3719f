/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

void vouch_open_choose (VouchPage *page);
gboolean vouch_open_file (VouchPage *page, GFile *file);

G_END_DECLS
