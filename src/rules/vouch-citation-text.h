/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio.h"

G_BEGIN_DECLS

char *vouch_citation_text_describe (VouchPortfolio *portfolio,
                                    VouchCitation *citation,
                                    gint64 at_ms) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_citation_text_words (VouchPortfolio *portfolio,
                                 VouchCitation *citation,
                                 gint64 at_ms) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_citation_text_list_targets (VouchPortfolio *portfolio,
                                             VouchItem *response) G_GNUC_WARN_UNUSED_RESULT;

void vouch_citation_text_check (const char *text, GPtrArray *citations);
char *
vouch_citation_text_get_words (const char *text, VouchCitation *citation) G_GNUC_WARN_UNUSED_RESULT;
void vouch_citation_text_carry (const char *before, const char *after, GPtrArray *citations);
GPtrArray *vouch_citation_text_recognize (VouchPortfolio *portfolio,
                                          VouchItem *response,
                                          const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_citation_text_take_out (const char *text,
                                    GPtrArray *citations,
                                    guint index) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_citation_text_exchange (const char *text,
                                    GPtrArray *citations,
                                    const char *const *words) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_citation_text_as_shown (VouchPortfolio *portfolio,
                                    VouchItem *response,
                                    GPtrArray **citations) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_citation_text_as_sent (VouchPortfolio *portfolio,
                                   VouchItem *response) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
