/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/tree.h>

#include "vouch-facts.h"

G_BEGIN_DECLS

gboolean reader_office_text_is_body (const char *name);
void reader_office_text_append (xmlDoc *document, GString *text, VouchFacts *facts);
void reader_office_text_links (xmlDoc *document, VouchFacts *facts);
void reader_office_text_people (xmlDoc *document, VouchFacts *facts);

G_END_DECLS
