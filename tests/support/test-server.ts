import { createConnection } from 'mysql2/promise';

/** The MariaDB that the whole run shares, as a store or a sidecar that a test starts wants it. */
export const testServer = {
  /** Makes the database if it is missing and returns its `mysql://` address. */
  async createDatabase(name: string): Promise<string> {
    const address = `mysql://root@127.0.0.1:${process.env['FINDERS_FEE_TEST_MARIADB_PORT']}`;
    const connection = await createConnection(address);
    await connection.query(`CREATE DATABASE IF NOT EXISTS \`${name}\``);
    await connection.end();
    return `${address}/${name}`;
  },
};
