/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio.h"

G_BEGIN_DECLS

VouchRequirement *vouch_placement_find_requirement (VouchPortfolio *portfolio,
                                                    const char *requirement,
                                                    GError **error);
gboolean vouch_placement_refuse_broken (VouchFacts *facts, const char *file_name, GError **error);
gboolean
vouch_placement_takes_media (VouchRequirement *requirement, VouchMedia media, const char *format);
gboolean vouch_placement_choose_media (VouchRequirement *requirement,
                                       VouchFacts *facts,
                                       VouchMedia *media,
                                       GError **error);
char *vouch_placement_list_media (VouchMediaSet media) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
