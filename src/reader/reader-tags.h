/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

#include "vouch-facts.h"

G_BEGIN_DECLS

void reader_tags_report (GstTagList *tags, VouchFacts *facts);
gboolean reader_tags_are_turned (GstTagList *tags);

G_END_DECLS
