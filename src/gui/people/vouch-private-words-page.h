/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PRIVATE_WORDS_PAGE (vouch_private_words_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchPrivateWordsPage,
                      vouch_private_words_page,
                      VOUCH,
                      PRIVATE_WORDS_PAGE,
                      VouchPage)

VouchPage *vouch_private_words_page_new (VouchWorkspace *workspace, const char *subject);

G_END_DECLS
