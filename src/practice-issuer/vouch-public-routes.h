/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-exchange.h"

G_BEGIN_DECLS

void vouch_route_discovery (VouchExchange *exchange);
void vouch_route_definition_list (VouchExchange *exchange);
void vouch_route_definition (VouchExchange *exchange);

G_END_DECLS
