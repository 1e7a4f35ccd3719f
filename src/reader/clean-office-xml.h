/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

void clean_office_xml (xmlDoc *document, const char *name, GPtrArray *dropped);

G_END_DECLS
