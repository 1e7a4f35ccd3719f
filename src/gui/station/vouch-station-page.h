/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_STATION_PAGE (vouch_station_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchStationPage, vouch_station_page, VOUCH, STATION_PAGE, VouchPage)

VouchPage *
vouch_station_page_new (VouchWorkspace *workspace, const char *target) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
