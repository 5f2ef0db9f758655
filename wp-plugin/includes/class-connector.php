<?php
/**
 * Connects the store with a sidecar, and disconnects it.
 *
 * @package FindersFee
 */

namespace FindersFee;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * All or nothing: what is made is first written down as the candidate, and taken back when the sidecar does not agree,
 * or at the next try when the process died in between.
 */
final class Connector {

	const EXCHANGE_SECONDS = 20.0;

	/**
	 * The plugin's memory.
	 *
	 * @var State
	 */
	private $state;

	/**
	 * The way to the sidecar.
	 *
	 * @var Sidecar_Client
	 */
	private $sidecar;

	public function __construct( State $state ) {
		$this->state   = $state;
		$this->sidecar = new Sidecar_Client();
	}

	/**
	 * Connects, or reconnects: then everything of the earlier connection is replaced.
	 *
	 * @param string $text The connection code as pasted.
	 * @return Connection|WP_Error
	 */
	public function connect( string $text ) {
		$code = Connection_Code::parse( $text );
		if ( is_wp_error( $code ) ) {
			return $code;
		}
		if ( '' === (string) get_option( 'permalink_structure' ) ) {
			return new WP_Error( 'permalinks_required', __( 'WooCommerce accepts REST keys only with readable permalinks. Choose any structure but "Plain" under Settings › Permalinks, then connect again.', 'finders-fee' ), array( 'status' => 409 ) );
		}
		$this->take_back_candidate();
		$earlier   = $this->state->connection();
		$candidate = $this->make( $code );
		$agreed    = is_wp_error( $candidate ) ? $candidate : $this->exchange( $code, $candidate );
		if ( is_wp_error( $agreed ) ) {
			$this->take_back_candidate();
			return $agreed;
		}
		$this->state->commit( $agreed );
		if ( $earlier ) {
			if ( $earlier->sidecar_url !== $agreed->sidecar_url ) {
				$this->tell_goodbye( $earlier );
			}
			$this->remove( $earlier );
		}
		return $agreed;
	}

	/**
	 * Takes back everything that connecting made.
	 *
	 * @return bool Whether the sidecar heard of it; it keeps its books either way.
	 */
	public function disconnect(): bool {
		$this->take_back_candidate();
		$connection = $this->state->connection();
		$heard      = $connection && $this->tell_goodbye( $connection );
		$this->state->save_connection( null );
		if ( $connection ) {
			$this->remove( $connection );
		}
		Service_User::remove();
		Outbox_Table::clear();
		return $heard;
	}

	/**
	 * Makes what the sidecar needs; each thing is written down before the next is made.
	 *
	 * @param Connection_Code $code Where to.
	 * @return array{connection:Connection,key:array{consumer_key:string,consumer_secret:string}}|WP_Error
	 */
	private function make( Connection_Code $code ) {
		$connection                 = new Connection();
		$connection->sidecar_url    = $code->sidecar_url;
		$connection->store_url      = home_url( '/' );
		$connection->token_secret   = wp_generate_password( 64, false );
		$connection->webhook_secret = wp_generate_password( 64, false );
		$this->state->save_candidate( $connection );

		$user_id = Service_User::ensure();
		$key     = is_wp_error( $user_id ) ? $user_id : Api_Key::create( $user_id );
		if ( is_wp_error( $user_id ) || is_wp_error( $key ) ) {
			return is_wp_error( $user_id ) ? $user_id : $key;
		}
		$connection->user_id = $user_id;
		$connection->key_id  = $key['id'];
		Pulse::create( $connection );
		$this->state->save_candidate( $connection );
		foreach ( Webhooks::TOPICS as $topic ) {
			$connection->webhooks[ $topic ] = Webhooks::create( $connection, $topic )->get_id();
			$this->state->save_candidate( $connection );
		}
		return array(
			'connection' => $connection,
			'key'        => $key,
		);
	}

	/**
	 * Hands everything over against the one-time code.
	 *
	 * @param Connection_Code                                                                    $code Where to, and the proof.
	 * @param array{connection:Connection,key:array{consumer_key:string,consumer_secret:string}} $made What make() gave.
	 * @return Connection|WP_Error
	 */
	private function exchange( Connection_Code $code, array $made ) {
		$connection = $made['connection'];
		$body       = array(
			'pairing_code'    => $code->pairing_code,
			'store_url'       => $connection->store_url,
			'rest_url'        => rest_url(),
			'webhook_source'  => home_url( '/' ),
			'consumer_key'    => $made['key']['consumer_key'],
			'consumer_secret' => $made['key']['consumer_secret'],
			'webhook_secret'  => $connection->webhook_secret,
			'token_secret'    => $connection->token_secret,
			'store'           => Store_Facts::collect( $connection ),
		);
		$answer     = $this->sidecar->introduce( $connection, (string) wp_json_encode( $body ), self::EXCHANGE_SECONDS );
		if ( is_wp_error( $answer ) ) {
			// It may have agreed without our hearing it.
			$this->tell_goodbye( $connection );
			return $answer;
		}
		$data = (array) json_decode( $answer['body'], true );
		if ( $answer['status'] >= 300 ) {
			return new WP_Error( (string) ( $data['code'] ?? 'sidecar_refused' ), (string) ( $data['message'] ?? __( 'The sidecar refused the connection.', 'finders-fee' ) ), array( 'status' => $answer['status'] ) );
		}
		$connection->connected_at    = (string) ( $data['connected_at'] ?? gmdate( 'Y-m-d\TH:i:s\Z' ) );
		$connection->sidecar_version = (string) ( $data['sidecar_version'] ?? '' );
		return $connection;
	}

	private function tell_goodbye( Connection $connection ): bool {
		$options = array(
			'role'    => 'owner',
			// On the command line nobody is logged in.
			'user_id' => get_current_user_id() ? get_current_user_id() : $connection->user_id,
		);
		$answer  = $this->sidecar->request( $connection, 'DELETE', '/v1/connection', $options );
		return ! is_wp_error( $answer ) && $answer['status'] < 300;
	}

	private function take_back_candidate(): void {
		$candidate = $this->state->candidate();
		if ( ! $candidate ) {
			return;
		}
		$this->remove( $candidate );
		$this->state->save_candidate( null );
		if ( ! $this->state->connection() ) {
			Service_User::remove();
		}
	}

	private function remove( Connection $connection ): void {
		Webhooks::remove( $connection->webhooks );
		Api_Key::remove( $connection->key_id );
		Pulse::remove( $connection );
	}
}
