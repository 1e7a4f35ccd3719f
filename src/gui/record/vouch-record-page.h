/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-navigation.h"
#include "vouch-page.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_RECORD_PAGE (vouch_record_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchRecordPage, vouch_record_page, VOUCH, RECORD_PAGE, VouchPage)

VouchPage *vouch_record_page_new (VouchWorkspace *workspace,
                                  const char *portfolio,
                                  const char *requirement) G_GNUC_WARN_UNUSED_RESULT;
void
vouch_record_page_open (VouchNavigation *navigation, VouchWorkspace *workspace, GVariant *target);

G_END_DECLS
