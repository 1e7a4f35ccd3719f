/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_CLASS_PAGE (vouch_class_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchClassPage, vouch_class_page, VOUCH, CLASS_PAGE, VouchPage)

VouchPage *vouch_class_page_new (VouchWorkspace *workspace, const char *subject);

G_END_DECLS
