/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

void vouch_export_dialog_open (VouchPage *page, const char *portfolio);
void vouch_export_dialog_import (VouchPage *page, const char *path);

G_END_DECLS
