/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_APPLICATION (vouch_application_get_type ())
G_DECLARE_FINAL_TYPE (VouchApplication, vouch_application, VOUCH, APPLICATION, AdwApplication)

VouchApplication *vouch_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
