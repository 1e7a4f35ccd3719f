/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-facts.h"

G_BEGIN_DECLS

void reader_image_file_check_png (GBytes *bytes, VouchFacts *facts);
void reader_image_file_check_jpeg (GBytes *bytes, VouchFacts *facts);
GBytes *reader_image_file_strip_jpeg (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
