/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-probe.h"

G_BEGIN_DECLS

void vouch_check_file_format (VouchProbe *probe);
void vouch_check_file_size (VouchProbe *probe);
void vouch_check_links (VouchProbe *probe);
void vouch_check_readable (VouchProbe *probe);
void vouch_check_not_empty (VouchProbe *probe);
void vouch_check_unchanged (VouchProbe *probe);
gboolean vouch_check_has_files (VouchProbe *probe);

G_END_DECLS
