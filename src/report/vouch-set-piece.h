/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-document-private.h"
#include "vouch-typesetter.h"

G_BEGIN_DECLS

GPtrArray *
vouch_set_document (VouchDocument *document, VouchTypesetter *typesetter) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
