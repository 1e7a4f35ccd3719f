/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-bundle.h"
#include "vouch-sql-statement.h"

G_BEGIN_DECLS

/**
 * VouchTransferColumn:
 * @name: its name, the same in the library and in an export.
 * @kind: what it holds; vouch-store-transfer.c says the letters.
 *
 * One column that an export has.
 */
typedef struct {
  char name[24];
  char kind;
} VouchTransferColumn;

/**
 * VouchTransferTable:
 * @name: its name, the same in the library and in an export.
 * @rows: what selects its rows, after the common part.
 * @parent: (nullable): what its rows are a part of: `table.column`, the column being its own; with a
 *   row that is left out they are left out too.
 * @columns: (array zero-terminated=1): its columns; the first one is what others know a row by.
 *
 * One table that an export has.
 */
typedef struct {
  const char *name;
  const char *rows;
  const char *parent_table;
  const char *parent_column;
  VouchTransferColumn columns[20];
} VouchTransferTable;

extern const VouchTransferTable vouch_transfer_tables[];

const VouchTransferTable *vouch_transfer_find (const char *name);
char *vouch_transfer_make_query (const VouchTransferTable *table) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_transfer_make_part_query (const VouchTransferTable *table) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_transfer_make_insert (const VouchTransferTable *table) G_GNUC_WARN_UNUSED_RESULT;
GVariant *vouch_transfer_take_row (const VouchTransferTable *table,
                                   VouchSqlStatement *row,
                                   VouchBundle *bundle) G_GNUC_WARN_UNUSED_RESULT;
GVariant *vouch_transfer_settle_row (const VouchTransferTable *table,
                                     GVariant *row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
