//! Portuguese names, of Portugal and of Brazil.

use super::{Names, Need, Why, full_name, left_alone, lesser, needing, not_active, usual};

pub(super) const NAMES: &[Names] = &[
    usual("first-name", "Nome próprio|Primeiro nome|Primeiro(s) nome(s)|Nomes próprios"),
    usual("last-name", "Sobrenome|Sobrenomes|Último nome|Nome de família|Apelidos"),
    lesser("last-name", "Apelido"),
    usual(
        "email",
        "Endereço de e-mail|Endereço de email|Endereço e-mail|Correio eletrónico|Correio eletrônico|Endereço de correio eletrónico|E-mail corporativo|E-mail profissional|E-mail institucional|E-mail de trabalho|E-mail da empresa",
    ),
    usual(
        "employee-number",
        "Número de colaborador|N.º de colaborador|N.º colaborador|Nº do colaborador|Número do colaborador|Número de funcionário|N.º de funcionário|N.º funcionário|Nº do funcionário|Número do funcionário|Número mecanográfico|N.º mecanográfico|\
         Matrícula do funcionário|Matrícula funcional|ID do funcionário|ID do colaborador|Código do funcionário|Código do colaborador|Número de empregado|N.º de empregado|ID do empregado",
    ),
    usual(
        "user-name",
        "Nome de usuário|Nome de utilizador|Nome do usuário|Nome do utilizador|Nome principal do usuário|Nome principal do utilizador|Login do usuário|Conta de usuário|Conta de utilizador",
    ),
    needing(Need::Values, "user-name", "Utilizador|Conta"),
    usual(
        "mobile",
        "Telemóvel|N.º de telemóvel|Número de telemóvel|N.º telemóvel|Telefone celular|Número do celular|Nº celular|Telefone móvel|Tel. móvel|Telemóvel profissional|Celular profissional",
    ),
    usual("language", "Língua|Idioma preferido|Idioma preferencial|Idioma da interface|Idioma do usuário"),
    usual("level", "Função do usuário|Papel do usuário|Perfil de usuário|Perfil do utilizador"),
    needing(Need::Values, "level", "Nível de acesso|Permissão|Permissões|Tipo de usuário|Tipo de utilizador"),
    usual("groups", "Grupos de usuários|Grupos de utilizadores|Grupo de usuários|Grupo de utilizadores"),
    usual(
        "active",
        "Ativo|Ativado|Conta ativa|Usuário ativo|Utilizador ativo|Está ativo|Conta habilitada|Conta ativada|Ativo?",
    ),
    not_active(
        "Inativo|Desativado|Bloquear entrada|Bloquear início de sessão|Bloquear acesso|Entrada bloqueada|Início de sessão bloqueado|Bloquear credencial|Conta bloqueada|Conta desativada|Conta desabilitada|Conta suspensa|Usuário bloqueado|Utilizador bloqueado|Suspenso|Desabilitado",
    ),
    needing(
        Need::Status,
        "active",
        "Situação|Estado da conta|Status da conta|Situação do funcionário|Estado do utilizador|Status do usuário",
    ),
    usual("note", "Observação|Observações|Comentário|Anotações"),
    needing(Need::Values, "microsoft-object-id", "ID do objeto|ID de objeto"),
    usual(
        "home-street",
        "Rua|Rua e número|Rua e nº|Logradouro|Rua, número|Endereço linha 1|Endereço 1|Linha de endereço 1",
    ),
    needing(
        Need::Address,
        "home-street",
        "Morada|Endereço|Endereço residencial|Endereço de residência|Endereço postal|Morada postal",
    ),
    usual("home-postal-code", "CEP|C.E.P.|Código de endereçamento postal|CEP ou código postal"),
    usual("home-city", "Cidade|Localidade|Município|Cidade de residência|Concelho"),
    usual("home-state", "Estado (UF)|UF|Estado ou província|Estado/Província|Distrito/Região"),
    usual("home-country", "País ou região|País de residência|País/Região"),
    full_name(
        "Nome e sobrenome|Nome e apelido|Nome do funcionário|Nome do colaborador|Nome para exibição|Nome a apresentar|Nome de exibição|Funcionário",
    ),
    left_alone(
        Why::Phone,
        "Telefone|Telefone fixo|Telefone comercial|Telefone do escritório|Telefone de trabalho|Ramal",
    ),
    left_alone(Why::Second, "E-mail pessoal|E-mail alternativo|Telemóvel pessoal|Celular pessoal|Nome do meio"),
    left_alone(
        Why::OtherPerson,
        "Gestor|Gestor direto|Chefia|Chefia direta|E-mail do gestor|Contato de emergência|Contacto de emergência",
    ),
    left_alone(Why::Other, "Data de nascimento|Data de admissão|Data de entrada|CPF|Apelido (alcunha)|Nome social"),
];
