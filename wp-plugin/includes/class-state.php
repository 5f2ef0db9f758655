<?php
/**
 * The plugin's one option.
 *
 * @package FindersFee
 */

namespace FindersFee;

defined( 'ABSPATH' ) || exit;

/**
 * Everything the plugin remembers, in one autoloaded row, so that reading it costs no page a query.
 *
 * - `version`: the plugin version whose table is in place
 * - `opened_until`: until when (Unix seconds) the first visit to wp-admin is led to our page
 * - `connection`: the agreed connection
 * - `coupon_commissions`: whether coupons earn commission, as the sidecar's settings were last heard
 * - `link_days`: for how many days a followed link counts, from the same; 0 for links that are off
 * - `candidate`: what a connecting in progress has made so far, so that a killed one can be taken back
 */
final class State {

	const OPTION = 'finders_fee';

	/** As in shared/src/settings.ts, until the sidecar's settings are heard. */
	const LINK_DAYS = 30;

	public function connection(): ?Connection {
		return $this->read( 'connection' );
	}

	public function candidate(): ?Connection {
		return $this->read( 'candidate' );
	}

	/**
	 * The connection that calls from the sidecar are about: during connecting, the one being made.
	 */
	public function current(): ?Connection {
		return $this->candidate() ?? $this->connection();
	}

	public function save_connection( ?Connection $connection ): void {
		$this->write( array( 'connection' => $connection ? $connection->to_array() : null ) );
	}

	public function save_candidate( ?Connection $candidate ): void {
		$this->write( array( 'candidate' => $candidate ? $candidate->to_array() : null ) );
	}

	/**
	 * The candidate becomes the connection, in one write.
	 *
	 * @param Connection $connection Candidate that the sidecar has agreed to.
	 */
	public function commit( Connection $connection ): void {
		$this->write(
			array(
				'connection' => $connection->to_array(),
				'candidate'  => null,
			)
		);
	}

	public function version(): string {
		return (string) ( $this->all()['version'] ?? '' );
	}

	public function coupon_commissions(): bool {
		return (bool) ( $this->all()['coupon_commissions'] ?? true );
	}

	public function save_coupon_commissions( bool $are_on ): void {
		if ( $this->coupon_commissions() !== $are_on ) {
			$this->write( array( 'coupon_commissions' => $are_on ) );
		}
	}

	public function link_days(): int {
		return (int) ( $this->all()['link_days'] ?? self::LINK_DAYS );
	}

	public function save_link_days( int $days ): void {
		if ( $this->link_days() !== $days ) {
			$this->write( array( 'link_days' => $days ) );
		}
	}

	public function opened_until(): int {
		return (int) ( $this->all()['opened_until'] ?? 0 );
	}

	/**
	 * Changes some of the entries.
	 *
	 * @param array<string,mixed> $entries Entries to replace.
	 */
	public function write( array $entries ): void {
		update_option( self::OPTION, array_merge( $this->all(), $entries ), true );
	}

	private function read( string $entry ): ?Connection {
		$record = $this->all()[ $entry ] ?? null;
		return is_array( $record ) ? Connection::from_array( $record ) : null;
	}

	/**
	 * The whole option.
	 *
	 * @return array<string,mixed>
	 */
	private function all(): array {
		$all = get_option( self::OPTION );
		return is_array( $all ) ? $all : array();
	}
}
