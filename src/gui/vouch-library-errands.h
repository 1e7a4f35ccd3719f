/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-application.h"

#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_LIBRARY_ERRANDS (vouch_library_errands_get_type ())
G_DECLARE_FINAL_TYPE (VouchLibraryErrands, vouch_library_errands, VOUCH, LIBRARY_ERRANDS, GObject)

VouchLibraryErrands *
vouch_library_errands_new (VouchApplication *application) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
