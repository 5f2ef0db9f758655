<?php
/**
 * The table of events that wait to be told to the sidecar.
 *
 * @package FindersFee
 */

namespace FindersFee;

defined( 'ABSPATH' ) || exit;

/**
 * One row per (topic, argument): a row stands for "look at this again", however often it happened.
 */
final class Outbox_Table {

	/**
	 * Adds events with one query. One that waits already gets a higher revision, so that what happens while its row is
	 * being delivered is not deleted with the row.
	 *
	 * @param array<int,array{string,int}> $events       Topic and argument of each.
	 * @param int                          $rest_seconds How long Action Scheduler leaves them alone.
	 */
	public static function insert( array $events, int $rest_seconds = 0 ): void {
		global $wpdb;
		$values = array();
		foreach ( $events as list( $topic, $arg ) ) {
			$values[] = $wpdb->prepare( '(%s, %d, UTC_TIMESTAMP() + INTERVAL %d SECOND)', $topic, $arg, $rest_seconds );
		}
		$showed = $wpdb->suppress_errors( true );
		// phpcs:ignore WordPress.DB -- own table; each value is prepared above.
		$wpdb->query( 'INSERT INTO ' . self::name() . ' (topic, arg, due_at) VALUES ' . implode( ', ', $values ) . ' ON DUPLICATE KEY UPDATE revision = revision + 1' );
		$wpdb->suppress_errors( $showed );
	}

	/**
	 * Waiting events, those never tried first.
	 *
	 * @param int $limit Most rows to give.
	 * @return array<int,array{id:int,topic:string,arg:int,revision:int,attempts:int,is_due:bool}>
	 */
	public static function waiting( int $limit ): array {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- own table, uncached on purpose.
		$rows = $wpdb->get_results( $wpdb->prepare( 'SELECT id, topic, arg, revision, attempts, due_at <= UTC_TIMESTAMP() AS is_due FROM ' . self::name() . ' ORDER BY attempts, id LIMIT %d', $limit ), ARRAY_A );
		return array_map(
			static function ( array $row ): array {
				return array(
					'id'       => (int) $row['id'],
					'topic'    => (string) $row['topic'],
					'arg'      => (int) $row['arg'],
					'revision' => (int) $row['revision'],
					'attempts' => (int) $row['attempts'],
					'is_due'   => (bool) $row['is_due'],
				);
			},
			(array) $rows
		);
	}

	public static function count(): int {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- own table, uncached on purpose.
		return (int) $wpdb->get_var( 'SELECT COUNT(*) FROM ' . self::name() );
	}

	/**
	 * Deletes a row unless the same event happened again since it was read.
	 *
	 * @param int $id       Row.
	 * @param int $revision Revision that was read.
	 */
	public static function delete( int $id, int $revision ): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- own table, uncached on purpose.
		$wpdb->delete(
			self::name(),
			array(
				'id'       => $id,
				'revision' => $revision,
			),
			'%d'
		);
	}

	/**
	 * Counts a failed try, which puts the row behind those that were not tried yet.
	 *
	 * @param int $id Row.
	 */
	public static function count_attempt( int $id ): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- own table, uncached on purpose.
		$wpdb->query( $wpdb->prepare( 'UPDATE ' . self::name() . ' SET attempts = attempts + 1 WHERE id = %d', $id ) );
	}

	public static function clear(): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- own table.
		$wpdb->query( 'DELETE FROM ' . self::name() );
	}

	public static function create(): void {
		global $wpdb;
		$columns = '(
				id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
				topic varchar(64) NOT NULL,
				arg bigint unsigned NOT NULL,
				revision int unsigned NOT NULL DEFAULT 0,
				attempts int unsigned NOT NULL DEFAULT 0,
				due_at datetime NOT NULL,
				UNIQUE KEY topic_arg (topic, arg)
			) CHARACTER SET ascii';
		// phpcs:ignore WordPress.DB -- own table, made once per version.
		$wpdb->query( 'CREATE TABLE IF NOT EXISTS ' . self::name() . ' ' . $columns );
	}

	public static function drop(): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- own table.
		$wpdb->query( 'DROP TABLE IF EXISTS ' . self::name() );
	}

	private static function name(): string {
		global $wpdb;
		return $wpdb->prefix . 'finders_fee_outbox';
	}
}
