/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *vouch_attribute_in_words (const char *attribute);
const char *vouch_attribute_value_in_words (const char *attribute, const char *value);

G_END_DECLS
